import { BlockList, isIP } from 'node:net'

/** Addresses and nets of a text: one a line, or between commas and blanks; `10.0.0.0/8`, `192.0.2.7`, `2001:db8::/32`. Null for what is none. */
export function readAddresses(text: string): readonly Net[] | null {
  const nets = text
    .split(/[\s,;]+/)
    .filter((part) => part !== '')
    .map(readNet)
  return nets.every((net) => net !== null) ? nets : null
}

export type Net = Readonly<{ address: string; bits: number; family: 'ipv4' | 'ipv6' }>

function readNet(text: string): Net | null {
  const [, address, digits] = /^([0-9a-fA-F:.]+)(?:\/(\d{1,3}))?$/.exec(text) ?? []
  const kind = address ? isIP(address) : 0
  if (!address || kind === 0) return null
  const most = kind === 4 ? 32 : 128
  const bits = digits === undefined ? most : Number(digits)
  return bits <= most ? { address, bits, family: kind === 4 ? 'ipv4' : 'ipv6' } : null
}

/** Whether an address lies in one of the nets; an IPv4 address written as IPv6 is the same address. */
export function openNets(nets: readonly Net[]): (address: string) => boolean {
  const list = new BlockList()
  for (const { address, bits, family } of nets) list.addSubnet(address, bits, family)
  return (given) => {
    const address = given.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')
    const kind = isIP(address)
    return kind !== 0 && list.check(address, kind === 4 ? 'ipv4' : 'ipv6')
  }
}
