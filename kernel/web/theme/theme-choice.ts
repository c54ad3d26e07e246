import { useSyncExternalStore } from 'react'
import type { ThemeName } from './tokens.ts'

export type ThemeChoice = 'light' | 'dark' | 'system'

const storageKey = 'zhike.theme'
const systemDark = window.matchMedia('(prefers-color-scheme: dark)')
const listeners = new Set<() => void>()

const read = (): ThemeChoice => {
  const stored = localStorage.getItem(storageKey)
  return stored === 'light' || stored === 'dark' ? stored : 'system'
}

/** The theme in force. */
export const currentTheme = (): ThemeName => {
  const choice = read()
  if (choice !== 'system') return choice
  return systemDark.matches ? 'dark' : 'light'
}

function apply(): void {
  document.documentElement.dataset.theme = currentTheme()
  for (const listener of listeners) listener()
}

/** Keeps the choice in this browser and redraws. */
export function chooseTheme(choice: ThemeChoice): void {
  localStorage.setItem(storageKey, choice)
  apply()
}

/** Marks the document with the theme and follows the system. Call once, before the first paint. */
export function startTheme(): void {
  systemDark.addEventListener('change', apply)
  apply()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useTheme = (): ThemeName => useSyncExternalStore(subscribe, currentTheme)
export const useThemeChoice = (): ThemeChoice => useSyncExternalStore(subscribe, read)
