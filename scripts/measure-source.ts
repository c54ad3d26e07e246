import ts from 'typescript'

export type FunctionSize = Readonly<{ name: string; line: number; codeLines: number; parameters: number; inlineKeys: number }>
/** A function, class or type. */
export type DeclaredName = Readonly<{ name: string; line: number; isFunction: boolean }>
export type Measures = Readonly<{
  /** Lines that hold code: neither blank nor comment alone. */
  codeLines: number
  functions: readonly FunctionSize[]
  names: readonly DeclaredName[]
  anys: readonly Readonly<{ line: number; hasReason: boolean }>[]
  /** Lines that branch on the kind of a field. */
  kindBranches: readonly number[]
}>

type FunctionNode = ts.SignatureDeclaration & { body?: ts.Node | undefined }

/** Sizes and names of one file. Lines count from 1; a nested function counts for the outer one too. */
export function measure(path: string, text: string): Measures {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, true)
  const lineOf = (position: number) => source.getLineAndCharacterOfPosition(position).line
  const coded = codedLines(source, lineOf)
  const textLines = text.split('\n')
  const functions: FunctionSize[] = []
  const names: DeclaredName[] = []
  const anys: { line: number; hasReason: boolean }[] = []
  const kindBranches: number[] = []

  const visit = (node: ts.Node) => {
    const line = lineOf(node.getStart(source)) + 1
    if (isFunction(node) && !isTestGroup(node)) functions.push(sizeOf(node, source, coded, lineOf))
    const name = declaredName(node)
    if (name) names.push({ ...name, line })
    if (node.kind === ts.SyntaxKind.AnyKeyword) anys.push({ line, hasReason: [textLines[line - 1], textLines[line - 2]].some(hasComment) })
    if (branchesOnKind(node)) kindBranches.push(line)
    ts.forEachChild(node, visit)
  }
  visit(source)
  return { codeLines: coded.size, functions, names, anys, kindBranches }
}

const hasComment = (line: string | undefined) => /\/\/.*\w|\*.*\w/.test(line ?? '')

function codedLines(source: ts.SourceFile, lineOf: (position: number) => number): Set<number> {
  const coded = new Set<number>()
  const mark = (node: ts.Node) => {
    if (ts.isJSDoc(node) || node.kind === ts.SyntaxKind.EndOfFileToken) return
    const children = node.getChildren(source)
    if (children.length > 0) return children.forEach(mark)
    if (node.getEnd() === node.getStart(source)) return
    for (let line = lineOf(node.getStart(source)); line <= lineOf(node.getEnd()); line++) coded.add(line)
  }
  mark(source)
  return coded
}

const isFunction = (node: ts.Node): node is FunctionNode =>
  ts.isFunctionLike(node) && 'body' in node && (node as { body?: ts.Node }).body !== undefined

/** The callback of `describe` holds tests as a file does. */
const isTestGroup = (node: ts.Node) =>
  ts.isCallExpression(node.parent) && ts.isIdentifier(node.parent.expression) && ['describe', 'suite'].includes(node.parent.expression.text)

function sizeOf(node: FunctionNode, source: ts.SourceFile, coded: Set<number>, lineOf: (position: number) => number): FunctionSize {
  const first = lineOf(node.getStart(source))
  const last = lineOf(node.getEnd())
  let codeLines = 0
  for (let line = first; line <= last; line++) if (coded.has(line)) codeLines++
  const literals = node.parameters.map(({ type }) => (type && ts.isTypeLiteralNode(type) ? type.members.length : 0))
  return {
    name: functionName(node),
    line: first + 1,
    codeLines,
    parameters: node.parameters.filter(({ name }) => !(ts.isIdentifier(name) && name.text === 'this')).length,
    inlineKeys: Math.max(0, ...literals),
  }
}

function functionName(node: ts.Node): string {
  if (ts.isConstructorDeclaration(node)) return 'constructor'
  const own = (node as ts.NamedDeclaration).name
  if (own) return own.getText()
  const { parent } = node
  if (ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent)) return parent.name.getText()
  if (ts.isCallExpression(parent)) {
    const [title] = parent.arguments
    return title && ts.isStringLiteralLike(title) ? `${parent.expression.getText()} ${title.text}` : `in ${parent.expression.getText()}`
  }
  return 'without a name'
}

function declaredName(node: ts.Node): Omit<DeclaredName, 'line'> | null {
  if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name)) {
    const value = node.initializer
    return value && (ts.isArrowFunction(value) || ts.isFunctionExpression(value)) ? { name: node.name.text, isFunction: true } : null
  }
  if (ts.isFunctionDeclaration(node) && node.name) return { name: node.name.text, isFunction: true }
  if (ts.isMethodDeclaration(node) && ts.isIdentifier(node.name)) return { name: node.name.text, isFunction: true }
  if (ts.isClassDeclaration(node) || ts.isTypeAliasDeclaration(node) || ts.isInterfaceDeclaration(node)) {
    return node.name ? { name: node.name.text, isFunction: false } : null
  }
  return null
}

const fieldNames = /^(field|catalogField|fieldType|fieldDef)$/

const isKindOfField = (node: ts.Node): boolean =>
  ts.isPropertyAccessExpression(node) &&
  node.name.text === 'kind' &&
  fieldNames.test(ts.isPropertyAccessExpression(node.expression) ? node.expression.name.text : node.expression.getText())

const equalities = new Set([ts.SyntaxKind.EqualsEqualsEqualsToken, ts.SyntaxKind.ExclamationEqualsEqualsToken])

function branchesOnKind(node: ts.Node): boolean {
  if (ts.isSwitchStatement(node)) return isKindOfField(node.expression)
  if (!ts.isBinaryExpression(node) || !equalities.has(node.operatorToken.kind)) return false
  const { left, right } = node
  return (isKindOfField(left) && ts.isStringLiteralLike(right)) || (isKindOfField(right) && ts.isStringLiteralLike(left))
}
