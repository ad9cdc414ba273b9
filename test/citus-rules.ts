// What Citus cannot do, told from a statement's text: the rules of its documentation ("SQL Support and Workarounds",
// Citus 13) read over the parse tree. A statement whose distributed tables all stand at one given publisher goes to one
// shard as it is; any other has to keep to the rules. Stricter than Citus where its documentation leaves a doubt.
import { loadModule, parseSync } from 'libpg-query'
import { distributionColumn, placements, type Placement } from '../src/archive/distribution.ts'

type Ast = Record<string, unknown>
type Table = { readonly kind: 'table'; readonly alias: string; readonly name: string; readonly placement: Placement }
type Source =
  | Table
  | { readonly kind: 'query'; readonly alias: string; readonly of: Level }
  | { readonly kind: 'rows'; readonly alias: string }

/** One `select`, `insert`, `update` or `delete` among those of a statement. */
type Level = {
  readonly id: number
  readonly parent: Level | null
  readonly node: Ast
  readonly type: string
  readonly ctes: Map<string, Level>
  readonly sources: Source[]
  readonly joins: { readonly left: Source[]; readonly right: Source[] }[]
  readonly inner: { readonly level: Level; readonly as: 'arm' | 'from' | 'lateral' | 'sublink' | 'cte' }[]
  /** Of the inner ones, those among what is selected. */
  readonly selected: Set<Level>
  /** Levels outside of it whose columns it uses. */
  readonly uses: Set<Level>
}

/** Each broken rule in a few words; none for what Citus runs. Also none for what is no `select`, `insert`, `update`, `delete`. */
export async function brokenRules(statement: string): Promise<string[]> {
  await loadModule()
  const { stmts = [] } = parseSync(statement) as { stmts?: { stmt?: Ast }[] }
  return stmts.flatMap(({ stmt = {} }) => checkStatement(stmt))
}

const queries = new Set(['SelectStmt', 'InsertStmt', 'UpdateStmt', 'DeleteStmt'])
/** They depend on the session, so that no shard may compute them of its rows while it writes. */
const stableFunctions =
  /"sval":"(?:to_jsonb|jsonb?_build_object|jsonb?_agg|row_to_json|to_char|date_trunc|make_timestamptz)"/
const volatileFunctions = new Set(['random', 'gen_random_uuid', 'clock_timestamp', 'nextval', 'uuidv7'])

function checkStatement(stmt: Ast): string[] {
  const [type = ''] = Object.keys(stmt)
  if (!queries.has(type)) return []
  const same = new Classes()
  /** As `same`, without what a subquery says of the row around it: Citus looks for a given publisher in each part alone. */
  const given = new Classes()
  const broken = new Set<string>()
  let levels = 0
  const all: Level[] = []
  const top = readLevel(type, stmt[type] as Ast, null)
  const tables = all.flatMap((level) => level.sources.filter((source) => source.kind === 'table'))
  const places = new Set(tables.map((table) => table.placement))
  if (!places.has('distributed') && !places.has('reference')) return []
  for (const level of all) checkWriting(level)
  if (places.has('distributed') && !goesToOneShard(top)) {
    if (places.has('local') && !(type === 'InsertStmt' && targetOf(top)?.placement === 'local'))
      broken.add('a local table beside a distributed one')
    checkReading(top)
  } else if (places.has('distributed') && places.has('local')) broken.add('a local table beside a distributed one')
  return [...broken]

  function readLevel(of: string, node: Ast, parent: Level | null): Level {
    const level: Level = { id: levels++, parent, node, type: of, ctes: new Map(), sources: [], joins: [], inner: [], selected: new Set(), uses: new Set() } // prettier-ignore
    all.push(level)
    const { ctes = [], recursive = false } = (node['withClause'] ?? {}) as { ctes?: { CommonTableExpr: Ast }[]; recursive?: boolean } // prettier-ignore
    for (const { CommonTableExpr: cte } of ctes) {
      const name = String(cte['ctename'])
      const [kind = ''] = Object.keys(cte['ctequery'] as Ast)
      // Of a recursive one, the name stands for itself inside.
      if (recursive) level.ctes.set(name, level)
      const read = readLevel(kind, (cte['ctequery'] as Ast)[kind] as Ast, level)
      level.ctes.set(name, read)
      level.inner.push({ level: read, as: 'cte' })
    }
    for (const arm of ['larg', 'rarg'] as const)
      if (node[arm] !== undefined)
        level.inner.push({ level: readLevel('SelectStmt', node[arm] as Ast, level), as: 'arm' })
    if (of !== 'SelectStmt') level.sources.push(readRelation(node['relation'] as Ast, level))
    for (const item of [node['fromClause'], node['usingClause']].flat().filter((one) => one !== undefined))
      level.sources.push(...readFrom(item as Ast, level))
    if (of === 'InsertStmt' && node['selectStmt'] !== undefined) {
      const select = (node['selectStmt'] as { SelectStmt: Ast }).SelectStmt
      level.inner.push({ level: readLevel('SelectStmt', select, level), as: 'arm' })
    }
    for (const part of [
      'whereClause',
      'havingClause',
      'sortClause',
      'groupClause',
      'returningList',
      'returningClause',
      'onConflictClause',
      'valuesLists',
    ])
      // prettier-ignore
      readExpression(node[part], level)
    const before = level.inner.length
    readExpression(node['targetList'], level)
    for (const { level: selected } of level.inner.slice(before)) level.selected.add(selected)
    equate(node['whereClause'], level)
    return level
  }

  function readFrom(item: Ast, level: Level): Source[] {
    if (item['RangeVar'] !== undefined) return [readRelation(item['RangeVar'] as Ast, level)]
    if (item['JoinExpr'] !== undefined) {
      const join = item['JoinExpr'] as Ast
      const left = readFrom(join['larg'] as Ast, level)
      // Conditions and laterals to the right see what stands to the left.
      level.sources.push(...left)
      const right = readFrom(join['rarg'] as Ast, level)
      level.sources.push(...right)
      readExpression(join['quals'], level)
      equate(join['quals'], level)
      if (join['jointype'] === 'JOIN_LEFT') level.joins.push({ left, right })
      if (join['jointype'] === 'JOIN_RIGHT') level.joins.push({ left: right, right: left })
      if (join['jointype'] === 'JOIN_FULL') level.joins.push({ left, right }, { left: right, right: left })
      level.sources.length -= left.length + right.length
      return [...left, ...right]
    }
    if (item['RangeSubselect'] !== undefined) {
      const { lateral, subquery, alias } = item['RangeSubselect'] as { lateral?: boolean; subquery: { SelectStmt: Ast }; alias?: { aliasname: string } } // prettier-ignore
      const of = readLevel('SelectStmt', subquery.SelectStmt, level)
      const source: Source = { kind: 'query', alias: alias?.aliasname ?? `#${of.id}`, of }
      level.inner.push({ level: of, as: lateral === true ? 'lateral' : 'from' })
      passOn(of, of, level, source.alias)
      return [source]
    }
    const [[kind, rest] = ['', {}]] = Object.entries(item) as [string, Ast][]
    if (kind === 'RangeTableSample') {
      const sampled = readFrom(rest['relation'] as Ast, level)
      if (sampled.some((source) => isDistributedTable(source))) broken.add('a sample of a distributed table')
      return sampled
    }
    readExpression(rest, level)
    return [{ kind: 'rows', alias: (rest['alias'] as { aliasname: string } | undefined)?.aliasname ?? `#${kind}` }]
  }

  function readRelation(range: Ast, level: Level): Source {
    const name = String(range['relname'])
    const alias = (range['alias'] as { aliasname: string } | undefined)?.aliasname ?? name
    for (let at: Level | null = level; at !== null; at = at.parent)
      if (at.ctes.has(name)) return { kind: 'rows', alias }
    const placement = placements[name]
    return placement === undefined ? { kind: 'rows', alias } : { kind: 'table', alias, name, placement }
  }

  function readExpression(node: unknown, level: Level): void {
    if (Array.isArray(node)) return node.forEach((one) => readExpression(one, level))
    if (typeof node !== 'object' || node === null) return
    for (const [key, value] of Object.entries(node as Ast)) {
      if (key === 'SelectStmt') level.inner.push({ level: readLevel(key, value as Ast, level), as: 'sublink' })
      else if (key === 'ColumnRef') resolve(value as Ast, level)
      else readExpression(value, level)
    }
  }

  /** The place of a column: level and alias. Notes that the levels between use one further out. */
  function resolve(ref: Ast, level: Level): string | undefined {
    const fields = (ref['fields'] as Ast[]).map(
      (field) => (field['String'] as { sval?: string } | undefined)?.sval ?? '*',
    )
    const column = fields.at(-1)!
    for (let at: Level | null = level; at !== null; at = at.parent) {
      const named = fields.length > 1 ? at.sources.find((source) => source.alias === fields[0]) : undefined
      const only = fields.length === 1 && at.sources.length === 1 && at === level ? at.sources[0] : undefined
      const found = named ?? only
      if (found === undefined) continue
      for (let inner: Level = level; inner !== at; inner = inner.parent!) inner.uses.add(at)
      return `${at.id} ${found.alias} ${column}`
    }
    return undefined
  }

  /** Equalities that must hold, of columns with each other and with values that are given. */
  function equate(node: unknown, level: Level): void {
    const { BoolExpr: bool, A_Expr: op } = (node ?? {}) as { BoolExpr?: Ast; A_Expr?: Ast }
    if (bool?.['boolop'] === 'AND_EXPR') for (const one of bool['args'] as Ast[]) equate(one, level)
    if (op === undefined || op['kind'] !== 'AEXPR_OP' || JSON.stringify(op['name']) !== '[{"String":{"sval":"="}}]')
      return
    const [left, right] = [sideOf(op['lexpr'] as Ast, level), sideOf(op['rexpr'] as Ast, level)]
    if (left === undefined || right === undefined) return
    same.join(left, right)
    const isHere = (side: string) => side === 'given' || side.startsWith(`${level.id} `)
    if (isHere(left) && isHere(right)) given.join(left, right)
  }

  function sideOf(node: Ast, level: Level): string | undefined {
    if (node['TypeCast'] !== undefined) return sideOf((node['TypeCast'] as { arg: Ast }).arg, level)
    if (node['ParamRef'] !== undefined || node['A_Const'] !== undefined) return 'given'
    return node['ColumnRef'] === undefined ? undefined : resolve(node['ColumnRef'] as Ast, level)
  }

  /** What a subquery answers under a name is what it read under it. */
  function passOn(from: Level, of: Level, to: Level, alias: string): void {
    for (const target of (of.node['targetList'] ?? []) as { ResTarget: { name?: string; val?: Ast } }[]) {
      const ref = target.ResTarget.val?.['ColumnRef'] as Ast | undefined
      if (ref === undefined) continue
      const fields = (ref['fields'] as Ast[]).map((field) => (field['String'] as { sval?: string } | undefined)?.sval)
      const name = target.ResTarget.name ?? fields.at(-1)
      if (fields.at(-1) === undefined) {
        const through = fields.length > 1 ? of.sources.filter((source) => source.alias === fields[0]) : of.sources
        for (const source of through)
          for (const classes of [same, given])
            classes.join(`${to.id} ${alias} ${distributionColumn}`, `${from.id} ${source.alias} ${distributionColumn}`)
      } else if (name === distributionColumn) {
        const inner = resolve(ref, of)
        if (inner !== undefined) for (const classes of [same, given]) classes.join(`${to.id} ${alias} ${name}`, inner)
      }
    }
  }

  function goesToOneShard(level: Level): boolean {
    return tablesUnder(level).every(([at, table]) => table.placement !== 'distributed' || isGiven(at, table))
  }

  function isGiven(level: Level, table: Table): boolean {
    if (level.type === 'InsertStmt' && table === level.sources[0]) return givesPublisher(level)
    return given.find(keyOf(level, table)) === given.find('given')
  }

  /** The rows to insert have one given publisher. */
  function givesPublisher(level: Level): boolean {
    const at = insertedColumns(level).indexOf(distributionColumn)
    const select = level.inner.find(({ as }) => as === 'arm')?.level
    const values = (select?.node['valuesLists'] ?? []) as { List: { items: Ast[] } }[]
    if (values.length > 0) return values.length === 1 && sideOf(values[0]!.List.items[at] ?? {}, select!) === 'given'
    const target = ((select?.node['targetList'] ?? []) as { ResTarget: { val: Ast } }[])[at]
    return target !== undefined && sideOf(target.ResTarget.val, select!) === 'given'
  }

  function checkWriting(level: Level): void {
    if (level.type === 'SelectStmt') return
    const target = targetOf(level)
    const others = tablesUnder(top).filter(([, table]) => table !== target)
    if (target !== undefined && target.placement !== 'distributed' && level.type !== 'InsertStmt')
      if (others.some(([, table]) => table.placement === 'distributed'))
        broken.add(`writes a ${target.placement} table while reading a distributed one`)
    if (level !== top) broken.add('a part of a statement writes')
    if (target === undefined || target.placement === 'local') return
    if (
      target.placement === 'reference' &&
      level.type !== 'InsertStmt' &&
      others.some(([, table]) => table.placement === 'local')
    )
      broken.add('writes a reference table while reading a local one')
    if (findCalls(level.node).some((name) => volatileFunctions.has(name))) broken.add('writes with a volatile function')
    if (JSON.stringify(level.node).includes('"MultiAssignRef"')) broken.add('sets several columns from one subquery')
    if (
      level.type === 'InsertStmt' &&
      level.inner.find(({ as }) => as === 'arm')?.level.node['valuesLists'] !== undefined
    ) {
      const arm = level.inner.find(({ as }) => as === 'arm')!.level
      if (arm.inner.some(({ as }) => as === 'sublink')) broken.add('a subquery among values to insert')
    }
    if (target.placement !== 'distributed') return
    const rowsFrom = level.inner.find(({ as }) => as === 'arm')?.level
    // Seen with 13.2: rows are gathered first, and the statement sent to the shards does not know the types any more.
    if (rowsFrom !== undefined && rowsFrom.node['valuesLists'] === undefined)
      if (JSON.stringify(level.node['onConflictClause'] ?? {}).includes('"ParamRef"'))
        broken.add('a parameter within on conflict')
    if (level.type === 'InsertStmt' && !insertedColumns(level).includes(distributionColumn))
      broken.add(`inserts without ${distributionColumn}`)
    const conflict = level.node['onConflictClause'] as { infer?: { indexElems?: { IndexElem: { name: string } }[] }; targetList?: Ast[] } | undefined // prettier-ignore
    const keys = conflict?.infer?.indexElems?.map(({ IndexElem }) => IndexElem.name)
    if (keys !== undefined && !keys.includes(distributionColumn))
      broken.add(`on conflict without ${distributionColumn}`)
    const set = [
      ...(level.type === 'UpdateStmt' ? (level.node['targetList'] as Ast[]) : []),
      ...(conflict?.targetList ?? []),
    ]
    const values = JSON.stringify(set)
    const isOfRows = values.includes('"ColumnRef"')
    const addsInterval = values.includes('"sval":"interval"') && !values.includes('"sval":"timezone"')
    if (isOfRows && (stableFunctions.test(values) || addsInterval)) broken.add('sets what depends on the session')
    if (set.some((one) => (one['ResTarget'] as { name: string }).name === distributionColumn))
      broken.add(`changes ${distributionColumn}`)
  }

  /** A level, and those inside of it, that no single shard can answer. */
  function checkReading(level: Level): void {
    if (goesToOneShard(level)) return
    const isRecursive = (level.node['withClause'] as { recursive?: boolean } | undefined)?.recursive === true
    if (isRecursive) broken.add('a recursive query over shards')
    const own = pushedDown(level)
    const classes = new Set(own.map(([at, table]) => same.find(keyOf(at, table))))
    if (level.type !== 'InsertStmt' && classes.size > 1)
      broken.add(`joins ${own.map(([, table]) => table.name).join(', ')} without equality of ${distributionColumn}`)
    if (level.node['lockingClause'] !== undefined && own.length > 0) broken.add('locks rows of several shards')
    if (JSON.stringify(level.node['groupClause'] ?? []).includes('"GroupingSet"')) broken.add('grouping sets')
    for (const { left, right } of level.joins) {
      const [outer, optional] = [left, right].map((side) => side.flatMap((source) => pushedDownOf(source, level)))
      if (optional!.length > 0 && outer!.length === 0)
        broken.add(`an outer join of ${optional!.map(([, table]) => table.name).join(', ')} to what is not distributed`)
    }
    for (const { level: inner, as } of level.inner) {
      if ((as === 'sublink' || as === 'lateral') && inner.uses.size > 0 && hasDistributed(inner))
        checkCorrelated(inner, as)
      if (level.selected.has(inner) && inner.uses.size === 0 && own.length > 0 && hasDistributed(inner))
        broken.add('a subquery about other rows among what is selected')
      checkReading(inner)
    }
  }

  function checkCorrelated(inner: Level, as: 'sublink' | 'lateral'): void {
    const around = new Set([...inner.uses].flatMap((outer) => pushedDown(outer, inner)).map(([at, table]) => same.find(keyOf(at, table)))) // prettier-ignore
    const names = tablesUnder(inner).filter(([, table]) => table.placement === 'distributed')
    const apart = names.filter(([at, table]) => !around.has(same.find(keyOf(at, table))))
    const told = apart.map(([, table]) => table.name).join(', ')
    if (as === 'lateral' && around.size === 0 && needsMerge(inner)) broken.add(`a lateral with a limit over ${told}`)
    else if (as === 'lateral' && around.size === 0) return
    else if (apart.length > 0)
      broken.add(`a correlated subquery over ${told} without equality of ${distributionColumn}`)
    else if (JSON.stringify(inner.node).includes('"op":"SETOP_UNION"')) broken.add('a correlated subquery with a union')
  }

  /** Distributed tables whose rows meet at this level within a shard. */
  function pushedDown(level: Level, besides?: Level): [Level, Table][] {
    return level.sources.flatMap((source) =>
      source.kind === 'query' && source.of === besides ? [] : pushedDownOf(source, level),
    )
  }

  function pushedDownOf(source: Source, level: Level): [Level, Table][] {
    if (source.kind === 'table') return source.placement === 'distributed' ? [[level, source]] : []
    if (source.kind === 'rows' || needsMerge(source.of)) return []
    return pushedDown(source.of)
  }

  /** Its rows can only be told after those of all shards have come together; then it is made first, and joined as rows. */
  function needsMerge({ node, inner }: Level): boolean {
    if (node['limitCount'] !== undefined || node['limitOffset'] !== undefined || node['distinctClause'] !== undefined)
      return true
    if (inner.some(({ as }) => as === 'arm')) return true
    if (node['groupClause'] !== undefined || node['havingClause'] !== undefined) return true
    const text = JSON.stringify(node['targetList'] ?? [])
    return text.includes('"over"') || findCalls(node['targetList']).some((name) => aggregates.has(name))
  }

  function hasDistributed(level: Level): boolean {
    return tablesUnder(level).some(([, table]) => table.placement === 'distributed')
  }
}

const aggregates = new Set([
  'count',
  'min',
  'max',
  'sum',
  'array_agg',
  'json_agg',
  'jsonb_agg',
  'string_agg',
  'bool_or',
])

function tablesUnder(level: Level): [Level, Table][] {
  return [
    ...level.sources.flatMap((source): [Level, Table][] => (source.kind === 'table' ? [[level, source]] : [])),
    ...level.inner.flatMap((inner) => tablesUnder(inner.level)),
  ]
}

function isDistributedTable(source: Source): boolean {
  return source.kind === 'table' && source.placement === 'distributed'
}

function targetOf(level: Level): Table | undefined {
  const [target] = level.type === 'SelectStmt' ? [] : level.sources
  return target?.kind === 'table' ? target : undefined
}

function insertedColumns(level: Level): string[] {
  if (level.node['cols'] === undefined) return [distributionColumn]
  return ((level.node['cols'] ?? []) as { ResTarget: { name: string } }[]).map(({ ResTarget }) => ResTarget.name)
}

function keyOf(level: Level, table: Table): string {
  return `${level.id} ${table.alias} ${distributionColumn}`
}

function findCalls(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return []
  return Object.entries(node as Ast).flatMap(([key, value]) => {
    if (key === 'SelectStmt') return []
    const called =
      key === 'FuncCall' ? ((value as Ast)['funcname'] as { String: { sval: string } }[]).at(-1)!.String.sval : null
    return [...(called === null ? [] : [called]), ...findCalls(value)]
  })
}

/** Which names stand for the same value. */
class Classes {
  readonly #parents = new Map<string, string>()

  find(name: string): string {
    let at = name
    for (let up = this.#parents.get(at); up !== undefined; up = this.#parents.get(at)) at = up
    return at
  }

  join(one: string, other: string): void {
    const [a, b] = [this.find(one), this.find(other)]
    if (a !== b) this.#parents.set(a, b)
  }
}
