import { fail } from '../model/fault.ts'

const BYTES_AT_MOST = 256 * 1024 * 1024

/** Many texts by number, kept as bytes outside the heap: a workbook's shared texts cost what they are long, not 60 bytes more each. */
export class TextStore {
  private bytes = Buffer.allocUnsafe(65_536)
  private ends = new Uint32Array(1024)
  private used = 0
  private count = 0

  add(text: string): void {
    const needed = this.used + Buffer.byteLength(text)
    if (needed > BYTES_AT_MOST) fail('kernel.bad-import', { reason: 'too-large' })
    if (needed > this.bytes.length) {
      const wider = Buffer.allocUnsafe(Math.max(needed, this.bytes.length * 2))
      this.bytes.copy(wider, 0, 0, this.used)
      this.bytes = wider
    }
    if (this.count === this.ends.length) {
      const wider = new Uint32Array(this.ends.length * 2)
      wider.set(this.ends)
      this.ends = wider
    }
    this.used += this.bytes.write(text, this.used)
    this.ends[this.count++] = this.used
  }

  /** The text of a number, from 0; empty for one that is not there. */
  get(index: number): string {
    if (!(index >= 0 && index < this.count)) return ''
    return this.bytes.toString('utf8', index === 0 ? 0 : this.ends[index - 1]!, this.ends[index]!)
  }
}
