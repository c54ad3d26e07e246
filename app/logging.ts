import { type DestinationStream, type Logger, pino } from 'pino'
import { safeLog } from '#kernel'

/** JSON lines on standard output with a time in UTC. What is handed to it is cleaned: see `safeLog`. */
export const openLog = (level: string, to?: DestinationStream): Logger =>
  pino(
    {
      ...safeLog,
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    ...(to ? [to] : []),
  )
