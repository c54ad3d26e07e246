import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  buildEndSessionUrl,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  None,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client'
import { Fault, fail } from '../../model/fault.ts'

/** A provider that says who somebody is, as its administrator entered it. */
export type OidcClient = Readonly<{ issuer: string; clientId: string; clientSecret: string | null }>

/** What is kept between going to the provider and coming back. */
export type Journey = Readonly<{ nonce: string; verifier: string }>

/** Who came back. */
export type Proven = Readonly<{
  subject: string
  /** Null unless the provider says that it has seen the person own the address. */
  email: string | null
  name: string | null
  /** The provider says that it asked for more than a password. */
  hasSecondFactor: boolean
  /** The provider's signed word, to be shown when leaving. */
  idToken: string
}>

/** What the provider sent along when it sent the browser back. */
export type Return = Readonly<{ state: string; code?: string | undefined; iss?: string | undefined }>

const timeoutSeconds = 10
/** RFC 8176: ways that are no password, or say that there were several. */
const strongWays = new Set(['mfa', 'otp', 'hwk', 'swk', 'sms', 'fpt', 'face', 'iris', 'sc'])

/** Addresses a browser or this server may be sent to: https, or a provider on this machine. */
export function isProviderUrl(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname, username, password } = new URL(text)
  if (username !== '' || password !== '') return false
  return protocol === 'https:' || (protocol === 'http:' && isLocal(hostname))
}

const isLocal = (host: string): boolean => host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host)

/** Where the browser goes, and what is to be known when it comes back. @throws `kernel.provider-unreachable` */
export async function beginOidc(client: OidcClient, callback: string): Promise<{ location: string; state: string; journey: Journey }> {
  const config = await discover(client)
  const journey = { nonce: randomNonce(), verifier: randomPKCECodeVerifier() }
  const state = randomState()
  const location = buildAuthorizationUrl(config, {
    redirect_uri: callback,
    scope: 'openid email profile',
    code_challenge: await calculatePKCECodeChallenge(journey.verifier),
    code_challenge_method: 'S256',
    state,
    nonce: journey.nonce,
  }).href
  if (!isProviderUrl(location)) fail('kernel.provider-unreachable')
  return { location, state, journey }
}

/** Who the provider says came back; its word is signed and meant for this very journey. @throws `kernel.provider-unreachable`, `kernel.provider-refused` */
export async function finishOidc(
  client: OidcClient,
  { callback, journey, back }: Readonly<{ callback: string; journey: Journey; back: Return }>,
): Promise<Proven> {
  if (back.code === undefined) fail('kernel.provider-refused', { reason: 'denied' })
  const config = await discover(client)
  const url = new URL(callback)
  url.search = new URLSearchParams({ code: back.code, state: back.state, ...(back.iss === undefined ? {} : { iss: back.iss }) }).toString()
  const checks = { pkceCodeVerifier: journey.verifier, expectedNonce: journey.nonce, expectedState: back.state, idTokenExpected: true }
  const tokens = await authorizationCodeGrant(config, url, checks).catch(refused)
  const claims = tokens.claims() ?? fail('kernel.provider-refused', { reason: 'denied' })
  const told =
    claims.email === undefined && config.serverMetadata().userinfo_endpoint
      ? { ...claims, ...(await fetchUserInfo(config, tokens.access_token, claims.sub).catch(refused)) }
      : claims
  const ways = Array.isArray(claims.amr) ? claims.amr : []
  return {
    subject: claims.sub,
    email: told.email_verified === true && typeof told.email === 'string' ? told.email.trim().toLowerCase() : null,
    name: typeof told.name === 'string' && told.name.trim() !== '' ? told.name.trim().slice(0, 100) : null,
    hasSecondFactor: ways.some((way) => strongWays.has(String(way))),
    idToken: tokens.id_token!,
  }
}

/** Where the browser goes to end its session at the provider (OpenID Connect RP-Initiated Logout 1.0); null where the provider offers none. */
export async function leaveOidc(client: OidcClient, o: Readonly<{ idToken: string; back: string }>): Promise<string | null> {
  const config = await discover(client)
  if (!config.serverMetadata().end_session_endpoint) return null
  const { href } = buildEndSessionUrl(config, { id_token_hint: o.idToken, post_logout_redirect_uri: o.back })
  return isProviderUrl(href) ? href : null
}

/** What the provider says of itself. @throws `kernel.provider-unreachable` */
export async function discover(client: OidcClient): Promise<Configuration> {
  if (!isProviderUrl(client.issuer)) fail('kernel.provider-unreachable')
  const execute = [enableNonRepudiationChecks, ...(client.issuer.startsWith('http:') ? [allowInsecureRequests] : [])]
  const secret = client.clientSecret ?? undefined
  return discovery(new URL(client.issuer), client.clientId, secret, secret ? undefined : None(), {
    execute,
    timeout: timeoutSeconds,
  }).catch((error: unknown) => {
    throw Object.assign(unreachable(), { cause: error })
  })
}

const unreachable = (): Fault => new Fault('kernel.provider-unreachable')

/** Errors of the library are not told: they may quote what the provider answered. */
function refused(error: unknown): never {
  const isFar = error instanceof TypeError || (error as { name?: string })?.name === 'TimeoutError'
  throw Object.assign(isFar ? unreachable() : new Fault('kernel.provider-refused', { reason: 'denied' }), { cause: error })
}
