import type { CellKeyDownEvent, FullWidthCellKeyDownEvent, GridApi } from 'ag-grid-community'
import type { ClipboardEvent } from 'react'
import type { ObjectMeta } from '../../data/meta-types.ts'
import { showToast } from '../../data/toasts.ts'
import { type Format, useFormat } from '../../format/use-format.ts'
import { useTexts } from '../../i18n/texts.ts'
import { isCommand, isTyping } from '../../parts/keys.ts'
import { copyText, readPaste } from './clipboard.ts'
import type { GridContext } from './grid-rows.ts'
import { type GridRow, isGroup, isTotal } from './row-kinds.ts'
import type { useCellSave } from './use-cell-save.ts'

type SaveCell = ReturnType<typeof useCellSave>['saveCell']
type Input = Readonly<{ api(): GridApi<GridRow> | undefined; object: ObjectMeta; context: GridContext; saveCell: SaveCell }>

const inGrid = (event: ClipboardEvent): boolean => !isTyping(event.target)

async function pasteAt(
  api: GridApi<GridRow>,
  text: string,
  { object, format, saveCell }: Readonly<{ object: ObjectMeta; format: Format; saveCell: SaveCell }>,
) {
  const { cells, refused } = readPaste({ api, object, format }, text)
  let saved = 0
  // One after the other: cells of one row follow each other's version.
  for (const { rowIndex, field, value } of cells) {
    const node = api.getDisplayedRowAtIndex(rowIndex)
    if (node && (await saveCell(node, field.name, value))) saved += 1
  }
  return { saved, refused: refused + cells.length - saved }
}

/** Keys and clipboard of the list: Enter opens, E edits, copy and paste as in a spreadsheet. */
export function useGridKeys({ api, object, context, saveCell }: Input) {
  const say = useTexts()
  const format = useFormat()
  const onCellKeyDown = ({
    event,
    data,
    node,
    column,
  }: CellKeyDownEvent<GridRow> & FullWidthCellKeyDownEvent<GridRow> & { column?: { getColId(): string } }) => {
    const key = event as KeyboardEvent | null
    const grid = api()
    if (data && isGroup(data) && key?.key === 'Enter') return context.onGroup(data.$group.key)
    if (!key || !data || isTotal(data) || !grid || grid.getEditingCells().length > 0 || isTyping(key.target)) return
    if (key.key === 'Enter') context.open(data, isCommand(key))
    else if (key.key.toLowerCase() === 'e' && !isCommand(key) && column && node.rowIndex !== null) {
      key.preventDefault()
      grid.startEditingCell({ rowIndex: node.rowIndex, colKey: column.getColId() })
    }
  }
  const onCopy = (event: ClipboardEvent) => {
    const grid = api()
    if (!grid || !inGrid(event) || String(window.getSelection()) !== '') return
    const text = copyText({ api: grid, object, format })
    if (text === null) return
    event.preventDefault()
    event.clipboardData.setData('text/plain', text)
  }
  const onPaste = (event: ClipboardEvent) => {
    const grid = api()
    const text = event.clipboardData.getData('text/plain')
    if (!grid || !inGrid(event) || !text || !object.may.update) return
    event.preventDefault()
    void pasteAt(grid, text, { object, format, saveCell }).then(({ saved, refused }) => {
      if (saved > 0 || refused > 0)
        showToast({
          text: say(refused > 0 ? 'list.pasted.some' : 'list.pasted', { count: saved, refused }),
          tone: refused > 0 ? 'info' : 'done',
        })
    })
  }
  return { onCellKeyDown, onCopy, onPaste }
}
