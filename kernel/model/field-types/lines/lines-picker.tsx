import { Modal, Select } from 'antd'
import { useState } from 'react'
import type { FieldMeta, LinkValue, ObjectMeta } from '../../../web/data/meta-types.ts'
import { type Entry, Offered, toEntry, useOffered } from '../../../web/fields/record-picker.tsx'
import { useDebounced } from '../../../web/fields/use-debounced.ts'
import { useTexts } from '../../../web/i18n/texts.ts'

type LinesPickerProps = Readonly<{ column: FieldMeta; target: ObjectMeta; onClose(): void; onPick(chosen: readonly LinkValue[]): void }>

/** Several records at once, each of which becomes a line. */
export function LinesPicker({ column, target, onClose, onPick }: LinesPickerProps) {
  const say = useTexts()
  const [q, setQ] = useState('')
  const [chosen, setChosen] = useState<readonly LinkValue[]>([])
  const { rows, isFetching } = useOffered(target, { q: useDebounced(q.trim()), filter: undefined, sort: target.title, isOpen: true })
  const found = rows.map((row) => toEntry(target, row, say('field.untitled')))
  const title = say('field.lines.several', { objects: target.labelPlural })
  return (
    <Modal
      open
      // The list opens above the buttons, not over them.
      styles={{ body: { minHeight: 320 } }}
      title={title}
      okText={say('field.lines.take')}
      cancelText={say('form.cancel')}
      okButtonProps={{ disabled: chosen.length === 0 }}
      onCancel={onClose}
      onOk={() => onPick(chosen)}
    >
      <Select<{ value: string; label?: unknown }[], Entry>
        mode="multiple"
        listHeight={224}
        placement="bottomLeft"
        autoFocus
        labelInValue
        className="zk-fullwidth"
        aria-label={column.label}
        showSearch={{ filterOption: false, searchValue: q, onSearch: setQ, autoClearSearchValue: false }}
        loading={isFetching}
        notFoundContent={isFetching ? say('field.link.searching') : say('field.link.none')}
        options={found}
        optionRender={({ data }) => <Offered entry={data} target={target} shape="square" />}
        value={chosen.map(({ id, title: label }) => ({ value: id, label }))}
        onChange={(next) =>
          setChosen(
            next.map(({ value }) => {
              const entry = found.find((one) => one.value === value)
              return (
                chosen.find(({ id }) => id === value) ?? {
                  id: value,
                  title: entry?.label ?? null,
                  ...(entry?.mark ? { mark: entry.mark } : {}),
                }
              )
            }),
          )
        }
      />
    </Modal>
  )
}
