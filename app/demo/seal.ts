import { crc32, deflateSync } from 'node:zlib'

const side = 240
const red = [200, 30, 35] as const

/** Whether a place belongs to a ring with a star in it. */
function isInk(x: number, y: number): boolean {
  const [dx, dy] = [x - side / 2, y - side / 2]
  const far = Math.hypot(dx, dy)
  if (far > side * 0.44 && far < side * 0.48) return true
  // A star of five points: between its outer and its inner corner the edge is a straight line.
  const [outer, inner] = [side * 0.2, side * 0.2 * 0.382]
  const turn = (((Math.atan2(dx, -dy) * 5) / (2 * Math.PI)) % 1) + 1
  const part = Math.abs((turn % 1) - 0.5) * 2
  const angle = ((1 - part) * Math.PI) / 5
  const edge = (outer * inner * Math.sin(Math.PI / 5)) / (outer * Math.sin(angle) + inner * Math.sin(Math.PI / 5 - angle))
  return far <= edge
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'ascii'), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

/** The picture of a seal that is nobody's, as a PNG file that lets through what is below it. */
export function drawSeal(): Buffer {
  const rows = Array.from({ length: side }, (_, y) =>
    Buffer.from([0, ...Array.from({ length: side }, (__, x) => [...red, isInk(x, y) ? 215 : 0]).flat()]),
  )
  const head = Buffer.alloc(13)
  head.writeUInt32BE(side, 0)
  head.writeUInt32BE(side, 4)
  head.set([8, 6, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}
