/**
 * Why Zhike cannot start, in one line for the person at the terminal.
 *
 * `line` says what is wrong and what to do about it. Whoever starts the process prints it without a stack and ends with `exitCode`.
 */
export class StartProblem extends Error {
  readonly line: string
  readonly exitCode = 1
  constructor(line: string, cause?: unknown) {
    super(line, cause === undefined ? undefined : { cause })
    this.name = 'StartProblem'
    this.line = line
  }
}
