import { useEffect, useEffectEvent } from 'react'
import type { InputProps } from './web-field-type.ts'

/** What Ant Design's controls take of an input's props. In a grid cell the cell is the frame. */
export function controlProps(props: InputProps) {
  const { id, autoFocus, disabled, status, place } = props
  const label = props['aria-label']
  const describedBy = props['aria-describedby']
  return {
    ...(id ? { id } : {}),
    ...(label ? { 'aria-label': label } : {}),
    ...(describedBy ? { 'aria-describedby': describedBy } : {}),
    ...(autoFocus ? { autoFocus } : {}),
    ...(disabled ? { disabled } : {}),
    ...(status ? { status } : {}),
    variant: place === 'cell' ? ('borderless' as const) : ('outlined' as const),
  }
}

/** Lists that open above a grid belong to its cell, so that a click in them does not end the editing. */
export const popupClass = 'ag-custom-component-popup'

/** Where an editor opens on the spot: its list or calendar opens with it. */
export const opensAtOnce = ({ place, autoFocus }: InputProps): boolean => Boolean(autoFocus) && (place === 'cell' || place === 'record')

/** Takes the key that opened a cell's editor as the first one typed. */
export function useTyped(typed: string | undefined, take: (text: string) => void): void {
  const start = useEffectEvent(() => {
    if (typed !== undefined) take(typed)
  })
  useEffect(() => start(), [])
}
