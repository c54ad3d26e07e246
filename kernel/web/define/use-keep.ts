import { useState } from 'react'
import { isProblem, type Problem } from '../data/problem.ts'
import { showDone } from '../data/undo.ts'
import { type DefineCall, useDefine } from './data.ts'

/** Keeps a definition and says so; what the server refuses stands in the form until it is tried again. `keep` answers whether it was kept. */
export function useKeep() {
  const { mutateAsync, isPending } = useDefine()
  const [problem, setProblem] = useState<Problem | null>(null)
  const keep = async (definition: DefineCall, said: string): Promise<boolean> => {
    try {
      showDone(said, await mutateAsync(definition))
      return true
    } catch (error) {
      if (!isProblem(error)) throw error
      setProblem(error)
      return false
    }
  }
  return { keep, problem, isPending }
}
