import type { Format } from './format-type.ts'

/** 1.2 MB, 640 kB. */
export const sizeText = (format: Format, bytes: number): string =>
  bytes >= 1e9
    ? `${format.number(bytes / 1e9, { digits: 2 })} GB`
    : bytes >= 1e6
      ? `${format.number(bytes / 1e6, { digits: 1 })} MB`
      : `${format.number(Math.max(1, Math.round(bytes / 1e3)))} kB`
