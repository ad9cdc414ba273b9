// The nodes of a page's tree. They are domhandler's by their shape, as far as css-select and our readers ask, without the dozen
// fields and three constructors of each, which took 3 % of the time of reading a page.

export type ChildNode = Element | Text
export type ParentNode = Document | Element

export class Document {
  readonly parent: null = null
  /** Before all elements. */
  readonly startIndex: null = null
  children: ChildNode[] = []

  get type(): 'root' {
    return 'root'
  }
}

export class Element {
  parent: ParentNode | null = null
  prev: ChildNode | null = null
  children: ChildNode[]
  readonly name: string
  readonly attribs: Record<string, string>
  /** Its place among the elements of its page; null for one that stands in none. */
  startIndex: number | null = null
  /** The place after its last descendant. */
  endIndex: number | null = null

  constructor(name: string, attribs: Record<string, string>, children: ChildNode[] = []) {
    this.name = name
    this.attribs = attribs
    this.children = children
  }

  get type(): 'tag' {
    return 'tag'
  }
}

export class Text {
  parent: ParentNode | null = null
  prev: ChildNode | null = null
  data: string

  constructor(data: string) {
    this.data = data
  }

  get type(): 'text' {
    return 'text'
  }
}
