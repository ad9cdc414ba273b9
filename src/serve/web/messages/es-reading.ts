// Spanish: settings, what is read, offline, the keyboard.
import type { Translation } from './catalogue.ts'

export const spanishReading = {
  settings: 'Ajustes',
  settingsTitle: 'Cómo lees',
  settingsAbout:
    'Todo esto se guarda solo en tu navegador. No hace falta cuenta, y no se guarda nada hasta que tú lo eliges.',
  theme: 'Tema',
  themes: { auto: 'Como el dispositivo', light: 'Claro', dark: 'Oscuro' },
  textFace: 'Texto',
  faces: { serif: 'Con remates', sans: 'Sin remates' },
  textSize: 'Tamaño del texto',
  textSmaller: 'Texto más pequeño',
  textLarger: 'Texto más grande',
  sizeNames: { usual: 'Como el navegador', steps: '{percent}' },
  hidePaid: 'Omitir las columnas de suscripción',
  paidHidden: 'Las listas omiten las columnas de suscripción. <settings>Ajustes</settings>',
  dimRead: 'Marcar como leído lo que abro y atenuarlo en las listas',
  singleKeys: 'Atajos de una sola tecla: <keys>qué hace cada una</keys>',
  settingsKeep: 'Guardar',
  settingsKept: 'Guardado.',
  markRead: 'Marcar como leída',
  markUnread: 'Marcar como no leída',
  isRead: 'Leída',
  yourLists: 'Tus listas',
  yourFollows: '{n, plural, =0 {Todavía no sigues a nadie} one {Sigues a #} other {Sigues a #}}',
  yourSaved: '{n, plural, =0 {Ninguna columna guardada} one {# columna guardada} other {# columnas guardadas}}',
  yourRead:
    '{n, plural, =0 {Nada marcado como leído} one {# columna marcada como leída} other {# columnas marcadas como leídas}}',
  exportTitle: 'Llévatelo',
  exportAbout: 'Un solo archivo con todo lo anterior: para otro navegador, otro dispositivo u otro Colonnade.',
  exportLink: 'Descargar el archivo',
  importTitle: 'Tráelo de otra parte',
  importAbout: 'Un archivo hecho por un Colonnade. Lo que contiene se añade a lo que tienes aquí.',
  importFile: 'Archivo',
  importSend: 'Añadirlo',
  imported: {
    done: 'El archivo se ha añadido.',
    follows: '{n, plural, =0 {Nadie nuevo a quien seguir} one {# seguimiento nuevo} other {# seguimientos nuevos}}',
    saved:
      '{n, plural, =0 {ninguna columna guardada nueva} one {# columna guardada nueva} other {# columnas guardadas nuevas}}',
    unknown: '{n, plural, =0 {} one {# entrada que aquí no se conoce} other {# entradas que aquí no se conocen}}',
  },
  importProblems: {
    none: 'Primero hay que elegir un archivo.',
    large: 'El archivo es demasiado grande: uno así ocupa como mucho 256 kB.',
    notJson: 'El archivo no es JSON. Elige el que te dio «Descargar el archivo».',
    notOurs: 'Ese archivo no lo hizo un Colonnade.',
    newer: 'Ese archivo lo hizo un Colonnade más nuevo que este.',
    field: 'El archivo no se puede leer: «{field}» no está como debería.',
  },
  forgetTitle: 'Olvidarlo todo',
  forgetAbout:
    'Borra de este navegador lo que sigues, las columnas guardadas, las marcas, los ajustes y las páginas guardadas para leer sin conexión.',
  forgetAll: 'Olvidar todo lo de aquí',

  offlineTitle: 'Sin conexión',
  offlineAbout: 'Esta página no está en este dispositivo. Estas sí:',
  offlineNone:
    'Todavía no hay nada en este dispositivo: se guardarán las portadas, las firmas que sigues y las columnas que guardas.',
  offlineKept: 'No hay conexión. Lo que acabas de hacer queda guardado y se envía en cuanto la haya.',

  keysTitle: 'Teclado',
  keysAbout: 'En cualquier página de este sitio. Se pueden desactivar en los ajustes.',
  keys: {
    j: 'Columna siguiente',
    k: 'Columna anterior',
    o: 'Abrirla',
    s: 'Guardarla, o deshacerlo',
    slash: 'Buscar',
    question: 'Esta lista',
    escape: 'Cerrar un menú o esta lista',
  },
  close: 'Cerrar',
  live: {
    saved: 'Guardada: {title}',
    unsaved: 'Ya no está guardada: {title}',
    more: '{n, plural, one {# columna más} other {# columnas más}}',
    failed: 'No ha funcionado. Vuelve a intentarlo.',
    later: 'No hay conexión: se enviará después.',
  },
} as const satisfies Translation
