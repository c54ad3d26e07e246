const uuid = /([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})/i
const isUuid = new RegExp(`^${uuid.source}$`, 'i')

const mail = /[^\s"'`<>()[\]{},;:=|]+@[^\s"'`<>()[\]{},;:=|]+\.[\p{L}\d-]+/gu
const address = /\b(https?|smtps?|postgres(?:ql)?):\/\/[^\s"'<>]+/gi
const ours = /\bzhk_[\w-]+/g
const longWord = /[\w=-]{24,}/g
/** Digits as in a phone or an account number; days and addresses of machines are none. */
const longNumber = /(?<![\w.:-])(?!\d{4}-\d\d-\d\d)(?!(?:\d{1,3}\.){3}\d{1,3}(?![\d.]))\+?\d(?:[\s().-]?\d){6,}(?![\w:])/g

const isRandom = (word: string): boolean => /[a-z]/.test(word) && /[A-Z]/.test(word) && /\d/.test(word)

function origin(text: string): string {
  if (!URL.canParse(text)) return '(address)'
  const { protocol, host, pathname, search } = new URL(text)
  return pathname.length > 1 || search !== '' ? `${protocol}//${host}/…` : `${protocol}//${host}`
}

const cleanPiece = (text: string): string =>
  text
    .replace(address, origin)
    .replace(mail, '(mail)')
    .replace(ours, '(key)')
    .replace(longWord, (word) => (isRandom(word) ? '(key)' : word))
    .replace(longNumber, '(number)')

/** Words of a program or a library without what may lead to a person or open something: mail addresses, numbers, keys, what stands behind the host of an address. */
export const cleanText = (text: string): string =>
  text
    .split(uuid)
    .map((piece) => (isUuid.test(piece) ? piece : cleanPiece(piece)))
    .join('')
