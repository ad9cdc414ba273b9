// Spanish: how lists are ordered, and what is done so that everyone can read this site.
import type { Translation } from './catalogue.ts'

export const spanishAbout = {
  aboutRanks: {
    nothing:
      'Aquí nada se compra, nada se ajusta a lo que hiciste antes, y todo el mundo ve el mismo orden. Estas son todas las reglas.',
    lists: 'Listas',
    listsAre: 'Toda lista de columnas va simplemente de la más reciente a la más antigua, salvo las tres que siguen.',
    search: 'Búsqueda',
    searchIs:
      'Por fecha o por coincidencia. La coincidencia se pesa según dónde están las palabras: sobre todo en el titular o en el nombre de quien escribe, después en la entradilla, después en la sección y en el nombre del medio. Una columna pierde la mitad de su peso en un año. Las firmas y los medios cuyo nombre empieza por tus palabras van por encima de las columnas, primero los que tienen más columnas.',
    subject: 'Otras sobre el mismo asunto',
    subjectIs:
      'Debajo de una columna van otras que sus medios clasifican en su primer tema, en su idioma y de otras firmas, primero las más cercanas en el tiempo.',
    topics: 'Temas',
    topicsAre:
      'El tema se lee de la sección y las categorías en que el medio clasifica una columna, en cualquier idioma, con una tabla de palabras. Nada se adivina a partir del texto. <link>Todos los temas</link>.',
    people: 'Firmas',
    peopleAre:
      'Los directorios van por nombre. «{readNow}» cuenta las aperturas de dos semanas; en «{newlyFound}» están las últimas que se encontraron. En la página de un tema están las que más columnas tienen entre las recientes.',
    rhythm: 'Ritmo',
    rhythmIs:
      'Un día de la semana es habitual para una firma cuando tuvo columna ese día en al menos la mitad de las semanas del último medio año. El silencio se menciona cuando dura más de una semana y más de dos de las pausas habituales.',
  },

  aboutAccess: {
    aim: 'Colonnade está para que pueda leerlo todo el mundo, de la manera en que cada cual lea: en una pantalla pequeña o grande, de oído, con el teclado, con letra grande, sin scripts, de derecha a izquierda o de izquierda a derecha. Nos atenemos a las Pautas de Accesibilidad para el Contenido Web 2.2, nivel AA.',
    does: 'Qué significa eso aquí',
    doing: {
      structure:
        'Cada página tiene un encabezado principal, regiones señaladas, un enlace que salta a las columnas y encabezados sin huecos.',
      language: 'Cada titular y cada extracto dice su idioma y su dirección, para que se lea y se componga bien.',
      keyboard: 'A todo se llega y todo se usa con el teclado, y siempre está marcado dónde está el foco.',
      colour:
        'El texto destaca del fondo al menos 4,5 a 1, en el tema claro y en el oscuro; nada se dice solo con el color.',
      size: 'A 320 píxeles no hay que desplazarse de lado, tampoco con la letra al doble. Lo que se pulsa mide al menos 44 píxeles de alto.',
      pictures:
        'Los gráficos, como el año de una firma, se dicen también con palabras; una imagen lleva la descripción de su medio, o dice de quién es.',
      motion: 'Nada se mueve solo, y nada tiene que hacerse en un tiempo dado.',
      scripts: 'Nada necesita un script.',
    },
    tested: 'Cómo se comprueba',
    testing:
      'Antes de cada versión, un navegador abre cada tipo de página, en los dos temas, en un teléfono y en un escritorio, y axe-core no encuentra ningún fallo; otras pruebas usan el sitio solo con el teclado, sin scripts y con letra grande.',
    limits: 'Lo que falta',
    limitsAre:
      'Los titulares, los extractos y las descripciones de imágenes son de los medios, y también su idioma cuando está mal declarado. La lectura en voz alta depende de las voces de tu dispositivo. Nadie de fuera ha auditado todavía este sitio. Cuando un enlace lleva a un medio, el sitio del medio es cosa suya.',
    tell: 'Dinos qué cuesta usar',
    telling: 'Quienes gestionan este sitio quieren saberlo, y arreglarlo.',
  },
} as const satisfies Translation
