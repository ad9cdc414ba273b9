// Portuguese: how lists are ordered, and what is done so that everyone can read this site.
import type { Translation } from './catalogue.ts'

export const portugueseAbout = {
  aboutRanks: {
    nothing:
      'Nada aqui se compra, nada se ajusta ao que você fez, e todo mundo vê a mesma ordem. Estas são todas as regras.',
    lists: 'Listas',
    listsAre: 'Toda lista de colunas vai simplesmente da mais recente à mais antiga, salvo as três seguintes.',
    search: 'Busca',
    searchIs:
      'Por data, ou por correspondência. O que corresponde é pesado pelo lugar das palavras: sobretudo no título ou no nome de quem escreve, depois na linha fina, depois na seção e no nome do jornal. Uma coluna perde metade do peso em um ano. Colunistas e jornais cujo nome começa pelas suas palavras ficam acima das colunas, primeiro os que têm mais colunas.',
    subject: 'Outras sobre o mesmo assunto',
    subjectIs:
      'Abaixo de uma coluna ficam outras que seus jornais classificam no primeiro tema dela, no mesmo idioma e de outras pessoas, primeiro as mais próximas no tempo.',
    topics: 'Temas',
    topicsAre:
      'O tema é lido na seção e nas categorias em que o jornal classifica uma coluna, em qualquer idioma, por uma tabela de palavras. Nada é adivinhado a partir do texto. <link>Todos os temas</link>.',
    people: 'Colunistas',
    peopleAre:
      'As listas de nomes vão por nome. “{readNow}” conta as aberturas de duas semanas; em “{newlyFound}” está quem foi encontrado por último. Na página de um tema está quem tem mais colunas entre as recentes.',
    rhythm: 'Ritmo',
    rhythmIs:
      'Um dia da semana é habitual para colunistas quando houve coluna nesse dia em pelo menos metade das semanas do último meio ano. O silêncio é mencionado quando dura mais de uma semana e mais de duas das pausas habituais.',
  },

  aboutAccess: {
    aim: 'O Colonnade existe para ser lido por todo mundo, de qualquer maneira de ler: em tela pequena ou grande, de ouvido, pelo teclado, com letras grandes, sem scripts, da direita para a esquerda ou da esquerda para a direita. Seguimos as Diretrizes de Acessibilidade para Conteúdo Web 2.2, nível AA.',
    does: 'O que isso quer dizer aqui',
    doing: {
      structure:
        'Cada página tem um título principal, regiões marcadas, um link que salta para as colunas e títulos sem lacunas.',
      language: 'Cada título e cada trecho diz o seu idioma e a sua direção, para ser lido e composto como se deve.',
      keyboard: 'A tudo se chega e tudo se usa pelo teclado, e o que tem o foco está sempre marcado.',
      colour:
        'O texto se destaca do fundo em pelo menos 4,5 para 1, no tema claro e no escuro; nada é dito só pela cor.',
      size: 'As páginas não precisam rolar para o lado em 320 pixels, nem com letras duas vezes maiores. O que se aperta tem pelo menos 44 pixels de altura.',
      pictures:
        'Desenhos como o ano de colunistas são ditos também em palavras; uma imagem traz a descrição do seu jornal, ou diz de quem é.',
      motion: 'Nada se move sozinho, e nada precisa ser feito em um tempo dado.',
      scripts: 'Nada precisa de script.',
    },
    tested: 'Como é testado',
    testing:
      'Antes de cada versão, um navegador abre cada tipo de página, nos dois temas, em um telefone e em uma mesa, e o axe-core não encontra nenhuma falha; outros testes usam o site só pelo teclado, sem scripts e com letras grandes.',
    limits: 'O que falta',
    limitsAre:
      'Títulos, trechos e descrições de imagens são dos jornais, e também o idioma deles quando está mal declarado. A leitura em voz alta depende das vozes do seu aparelho. Ninguém de fora auditou este site ainda. Quando um link leva a um jornal, o site do jornal é assunto dele.',
    tell: 'Diga-nos o que é difícil de usar',
    telling: 'Quem mantém este site quer saber, e consertar.',
  },
} as const satisfies Translation
