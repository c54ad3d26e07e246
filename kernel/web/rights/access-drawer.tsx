import { Button, Checkbox, DatePicker, Drawer, Input, Switch } from 'antd'
import dayjs from 'dayjs'
import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { ObjectMeta, Row } from '../data/meta-types.ts'
import { showDone, showProblem } from '../data/undo.ts'
import { titleOf, useMeta } from '../data/use-meta.ts'
import { useTexts } from '../i18n/texts.ts'
import { Avatar } from '../parts/avatar.tsx'
import { SkeletonLines } from '../parts/skeleton.tsx'
import { Tag } from '../parts/tag.tsx'
import { AlongChoice } from './along-choice.tsx'
import { type Grantee, GranteeChoice, nobody } from './grantee-choice.tsx'
import { changeShares, type May, type Reason, type Share, useShares, useWhoMay } from './rights-api.ts'
import './rights.css'

type Place = Readonly<{ object: ObjectMeta; row: Row }>

const useRoleName = () => {
  const choices = useMeta().objects.member?.fields.roles?.options.choices ?? []
  return (key: string) => choices.find((one) => one.key === key)?.label ?? key
}

/** Does one step with the shares of the record and offers to take it back. */
function useShareSteps({ object, row }: Place) {
  const say = useTexts()
  return async (step: Parameters<typeof changeShares>[1], text: string) => {
    try {
      showDone(say(text), await changeShares({ plural: object.plural, id: row.id }, step))
      return true
    } catch (error) {
      showProblem(error)
      return false
    }
  }
}

function NewShare(place: Place) {
  const say = useTexts()
  const take = useShareSteps(place)
  const [grantee, setGrantee] = useState<Grantee>(nobody)
  const [mayWrite, setMayWrite] = useState(false)
  const [teamRole, setTeamRole] = useState('')
  const [endsOn, setEndsOn] = useState<string | null>(null)
  const [along, setAlong] = useState<readonly string[] | null>(null)
  const { kind, id } = grantee
  const add = async () => {
    const body = {
      [kind]: id,
      mayWrite,
      ...(kind === 'person' && teamRole.trim() ? { teamRole: teamRole.trim() } : {}),
      ...(endsOn ? { endsOn } : {}),
      ...(along ? { along } : {}),
    }
    if (!(await take({ method: 'POST', body }, 'access.shared'))) return
    setGrantee({ kind, id: null })
    setTeamRole('')
    setEndsOn(null)
    setAlong(null)
  }
  return (
    <div className="zk-access-new">
      <GranteeChoice value={grantee} onChange={setGrantee} />
      {kind === 'person' && (
        <Input
          value={teamRole}
          maxLength={60}
          placeholder={say('access.team-role')}
          aria-label={say('access.team-role')}
          onChange={(event) => setTeamRole(event.target.value)}
        />
      )}
      <span className="zk-row">
        <Checkbox checked={mayWrite} onChange={(event) => setMayWrite(event.target.checked)}>
          {say('access.may-write')}
        </Checkbox>
        <EndDay value={endsOn} onChange={setEndsOn} />
        <AlongChoice object={place.object} value={along} onChange={setAlong} />
        <span className="zk-grow" />
        <Button type="primary" disabled={!id} onClick={() => void add()}>
          {say('access.share')}
        </Button>
      </span>
    </div>
  )
}

type EndDayProps = Readonly<{ value: string | null; disabled?: boolean; onChange(day: string | null): void }>

/** The last day of a share; without one it holds until somebody ends it. */
function EndDay({ value, disabled = false, onChange }: EndDayProps) {
  const say = useTexts()
  return (
    <DatePicker
      size="small"
      className="zk-access-end"
      value={value ? dayjs(value) : null}
      disabled={disabled}
      placeholder={say('access.ends-on')}
      aria-label={say('access.ends-on')}
      onChange={(day) => onChange(day ? day.format('YYYY-MM-DD') : null)}
    />
  )
}

function ShareLine({ share, place, mayShare }: Readonly<{ share: Share; place: Place; mayShare: boolean }>) {
  const say = useTexts()
  const take = useShareSteps(place)
  const roleName = useRoleName()
  const name = share.kind === 'role' ? roleName(share.grantee.id) : (share.grantee.name ?? say('field.untitled'))
  return (
    <div className="zk-access-line">
      <Avatar name={name} id={share.grantee.id} shape={share.kind === 'person' ? 'round' : 'square'} />
      <span className="zk-grow zk-column">
        <span className="zk-clip">{name}</span>
        <span className="zk-access-why">
          {[
            say(`access.kind.${share.kind}`),
            share.teamRole,
            share.isOver && say('access.over'),
            share.by && say('access.by', { name: share.by.name }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
        <AlongChoice
          object={place.object}
          value={share.along}
          disabled={!mayShare}
          onChange={(along) => void take({ method: 'PATCH', share: share.id, body: { along } }, 'access.changed')}
        />
      </span>
      <EndDay
        value={share.endsOn}
        disabled={!mayShare}
        onChange={(endsOn) => void take({ method: 'PATCH', share: share.id, body: { endsOn } }, 'access.changed')}
      />
      <Switch
        size="small"
        checked={share.mayWrite}
        disabled={!mayShare}
        checkedChildren={say('access.write')}
        unCheckedChildren={say('access.read')}
        aria-label={say('access.may-write')}
        onChange={(mayWrite) => void take({ method: 'PATCH', share: share.id, body: { mayWrite } }, 'access.changed')}
      />
      {mayShare && (
        <Button
          type="text"
          size="small"
          icon={<Trash2 size={14} strokeWidth={1.5} aria-hidden="true" />}
          aria-label={say('access.end', { name })}
          onClick={() => void take({ method: 'DELETE', share: share.id }, 'access.ended')}
        />
      )}
    </div>
  )
}

/** A reason in words. */
function useReasonText() {
  const say = useTexts()
  const meta = useMeta()
  const roleName = useRoleName()
  const roles = (list: readonly string[]) => list.map(roleName).join(' · ')
  const text = (reason: Reason): string => {
    if (reason.way === 'administrator') return say('access.why.administrator')
    if (reason.way === 'parent') {
      const label = meta.objects[reason.parent.object]?.label ?? reason.parent.object
      return say('access.why.parent', { object: label, title: reason.parent.title ?? '', because: reason.because.map(text).join(', ') })
    }
    if ('roles' in reason) return say(`access.why.${reason.way}`, { roles: roles(reason.roles) })
    const { kind, grantee, teamRole } = reason.share
    if (reason.way === 'team') return say('access.why.team', { function: teamRole ?? '' })
    return say(`access.why.shared.${kind}`, { name: kind === 'role' ? roleName(grantee.id) : (grantee.name ?? '') })
  }
  return text
}

function MayLine({ may }: Readonly<{ may: May }>) {
  const say = useTexts()
  const text = useReasonText()
  return (
    <div className="zk-access-line">
      <Avatar name={may.person.name} id={may.person.id} />
      <span className="zk-grow zk-column">
        <span className="zk-clip">{may.person.name}</span>
        {may.reasons.map((reason) => (
          <span key={text(reason)} className="zk-access-why">
            {text(reason)}
          </span>
        ))}
      </span>
      <Tag color={may.write ? 'accent' : undefined}>{say(may.write ? 'access.write' : 'access.read')}</Tag>
    </div>
  )
}

/** With whom a record is shared, and who can see it and why. */
export function AccessDrawer({ object, row, onClose }: Place & Readonly<{ onClose(): void }>) {
  const say = useTexts()
  const shares = useShares(object.plural, row.id)
  const who = useWhoMay(object.plural, row.id)
  const place = { object, row }
  return (
    <Drawer open width={480} title={say('access.title', { title: titleOf(object, row) })} onClose={onClose}>
      <div className="zk-access">
        <h3>{say('access.shares')}</h3>
        {shares.data?.rows.map((share) => (
          <ShareLine key={share.id} share={share} place={place} mayShare={object.may.share} />
        ))}
        {shares.data?.rows.length === 0 && <p className="zk-second">{say('access.shares.none')}</p>}
        {object.may.share && <NewShare {...place} />}
        <h3>{say('access.who')}</h3>
        {who.isPending && <SkeletonLines lines={5} />}
        {who.data?.rows.map((may) => (
          <MayLine key={may.person.id} may={may} />
        ))}
        {who.data?.more && <p className="zk-second">{say('access.more')}</p>}
      </div>
    </Drawer>
  )
}
