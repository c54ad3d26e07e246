import { useState } from 'react'
import type { HomeMeta } from '../data/meta-types.ts'

const keyOf = (workspace: string) => `zhike.home.${workspace}`

/** Which of the homes that fit is shown: the one chosen in this browser, else the first. */
export function useHome(workspace: string, homes: readonly HomeMeta[]) {
  const [name, setName] = useState(() => localStorage.getItem(keyOf(workspace)))
  const home = homes.find((one) => one.name === name) ?? homes[0]
  const choose = (next: string) => {
    localStorage.setItem(keyOf(workspace), next)
    setName(next)
  }
  return { home, choose }
}
