import { type Logger, pino } from 'pino'

/** JSON lines on standard output with a time in UTC. Whoever logs leaves out names, addresses, filters and bodies; passwords and keys are cut here as well. */
export const openLog = (level: string): Logger =>
  pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: ['password', '*.password', 'key', 'token', 'headers.authorization', 'headers.cookie'],
  })
