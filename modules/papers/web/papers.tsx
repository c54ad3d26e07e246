import { Button, Checkbox, Segmented } from 'antd'
import { useState } from 'react'
import { apiAddress, type PanelProps, type Row, showToast, useAction, useFormat, useLocale, useTexts } from '#kernel/web'
import './papers.css'

type Kept = Readonly<{ id: string; name: string }>

const languages = [
  { value: 'zh-CN', label: '简体中文' },
  { value: 'zh-TW', label: '繁體中文' },
  { value: 'en', label: 'English' },
] as const

type PapersProps = Pick<PanelProps, 'object' | 'row'> &
  Readonly<{
    /** The action that makes the file: takes `language` and what stands in `choices`, answers `file`. */
    action: string
    choices?: readonly string[]
    /** What was made before, newest first. */
    kept: readonly Row[]
  }>

/** Makes a record's PDF in the language and with what is chosen, and gives out what was made before. */
export function Papers({ object, row, action, choices = [], kept }: PapersProps) {
  const say = useTexts()
  const format = useFormat()
  const [language, setLanguage] = useState<string>(useLocale())
  const [off, setOff] = useState<readonly string[]>([])
  const make = useAction<{ file: Kept }>(action, object.name)
  const draw = () =>
    make.mutate(
      { id: row.id, input: { language, ...Object.fromEntries(choices.map((name) => [name, !off.includes(name)])) } },
      {
        onSuccess: ({ result }) => window.location.assign(apiAddress(`/files/${result.file.id}`)),
        onError: (problem) => showToast({ text: problem.message, tone: 'error' }),
      },
    )
  return (
    <div className="zk-papers">
      <div className="zk-papers-make">
        <Segmented
          size="small"
          value={language}
          options={[...languages]}
          onChange={setLanguage}
          aria-label={say(`action.${action}.language`)}
        />
        {choices.map((name) => (
          <Checkbox
            key={name}
            checked={!off.includes(name)}
            onChange={({ target }) => setOff(target.checked ? off.filter((one) => one !== name) : [...off, name])}
          >
            {say(`action.${action}.${name}`)}
          </Checkbox>
        ))}
        <Button type="primary" loading={make.isPending} onClick={draw}>
          {say(`action.${action}`)}
        </Button>
      </div>
      {kept.length > 0 && (
        <ul>
          {kept.map((made) => (
            <li key={made.id}>
              <a href={apiAddress(`/files/${(made.file as Kept | null)?.id ?? ''}`)} download>
                {String(made.name)}
              </a>
              <span>
                {format.moment(String(made.createdAt))} {(made.owner as { title?: string } | null)?.title}
                {made.isValid !== true && ` · ${say('papers.draft')}`}
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
