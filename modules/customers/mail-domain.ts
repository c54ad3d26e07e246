/** Houses of mail that everybody may be at. */
const publicMail =
  /^(qq|foxmail|163|126|yeah|sina|sohu|aliyun|139|189|wo|21cn|gmail|googlemail|outlook|hotmail|live|msn|yahoo|icloud|me|proton|protonmail|gmx|web|aol|mail|yandex)\./

/** The house that somebody's mail comes from; none where everybody may be there. */
export function domainOf(email: string | null | undefined): string | null {
  const domain = email?.split('@')[1]?.toLowerCase() ?? ''
  return domain.includes('.') && !publicMail.test(domain) && !/^vip\./.test(domain) ? domain : null
}
