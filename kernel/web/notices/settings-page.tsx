import { Checkbox, Select } from 'antd'
import { type NoticeKind, type NoticeSettings, useNoticeSettings, useSaveNoticeSettings } from '../data/notices.ts'
import { showProblem } from '../data/undo.ts'
import { PageProblem } from '../frame/page-problem.tsx'
import { useTexts } from '../i18n/texts.ts'
import { SkeletonLines } from '../parts/skeleton.tsx'
import '../settings/settings.css'
import './notices.css'

const channels = ['bell', 'mail'] as const
const hours = Array.from({ length: 24 }, (_, hour) => ({ value: hour, label: `${String(hour).padStart(2, '0')}:00` }))

type SaveProps = Readonly<{ settings: NoticeSettings; save: ReturnType<typeof useSaveNoticeSettings> }>

function Kinds({ settings, save }: SaveProps) {
  const say = useTexts()
  const choose = ({ kind, bell, mail }: NoticeKind, channel: (typeof channels)[number], isOn: boolean) =>
    save.mutate({ channels: { [kind]: { bell, mail, [channel]: isOn } } }, { onError: showProblem })
  return [...Map.groupBy(settings.kinds, ({ module }) => module)].map(([module, kinds]) => (
    <section key={module} className="zk-card zk-settings-card">
      <h2 className="zk-card-head">{module}</h2>
      <table className="zk-notice-kinds">
        <thead>
          <tr>
            <th scope="col">{say('notices.kind')}</th>
            {channels.map((channel) => (
              <th key={channel} scope="col">
                {say(`notices.channel.${channel}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {kinds.map((kind) => (
            <tr key={kind.kind}>
              <th scope="row">
                {kind.label}
                <span className="zk-meta zk-small">{say(kind.asks ? 'notices.mail.at-once' : 'notices.mail.daily')}</span>
              </th>
              {channels.map((channel) => (
                <td key={channel}>
                  <Checkbox
                    checked={kind[channel]}
                    aria-label={`${kind.label}: ${say(`notices.channel.${channel}`)}`}
                    onChange={({ target }) => choose(kind, channel, target.checked)}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  ))
}

function Hours({ settings, save }: SaveProps) {
  const say = useTexts()
  const store = (wish: Parameters<typeof save.mutate>[0]) => save.mutate(wish, { onError: showProblem })
  return (
    <section className="zk-card zk-settings-card">
      <h2 className="zk-card-head">{say('notices.hours')}</h2>
      <div className="zk-settings-rows">
        <label htmlFor="notices-morning">{say('notices.morning')}</label>
        <Select id="notices-morning" value={settings.morning} options={hours} onChange={(morning: number) => store({ morning })} />
        <label htmlFor="notices-quiet-from">{say('notices.quiet-from')}</label>
        <Select
          id="notices-quiet-from"
          allowClear
          placeholder={say('notices.never')}
          value={settings.quietFrom}
          options={hours}
          onChange={(quietFrom: number | undefined) => store({ quietFrom: quietFrom ?? null })}
        />
        <label htmlFor="notices-quiet-until">{say('notices.quiet-until')}</label>
        <Select
          id="notices-quiet-until"
          allowClear
          placeholder={say('notices.never')}
          value={settings.quietUntil}
          options={hours}
          onChange={(quietUntil: number | undefined) => store({ quietUntil: quietUntil ?? null })}
        />
      </div>
      <p className="zk-settings-text">{say('notices.hours.about')}</p>
    </section>
  )
}

/** Where this person is told of what, and when. */
export function Page() {
  const say = useTexts()
  const { data, error } = useNoticeSettings()
  const save = useSaveNoticeSettings()
  return (
    <div className="zk-settings">
      <h1>{say('page.kernel.notice-settings')}</h1>
      {error ? <PageProblem error={error} /> : data ? <Hours settings={data} save={save} /> : <SkeletonLines lines={6} />}
      {data && <Kinds settings={data} save={save} />}
    </div>
  )
}
