import { Button } from 'antd'
import { useState } from 'react'
import { AppLink, EmptyState, listAddress, type ObjectMeta, Person, SkeletonLines, useFormat, useMeta, useTexts } from '#kernel/web'
import { NoteToPerson } from './note-to-person.tsx'
import { inHand, type PersonFigures, type TeamFigure, useTeam } from './use-team.ts'
import './activities.css'

const periods = ['today', 'yesterday', 'thisWeek', 'thisMonth', inHand] as const

/** What each person planned, did and left, as far as the reader sees it; every number opens its records. */
export function Page() {
  const say = useTexts()
  const meta = useMeta()
  const [period, setPeriod] = useState<string>('thisWeek')
  const { figures, people, isPending } = useTeam(period)
  const [noted, setNoted] = useState<PersonFigures | null>(null)
  const task = meta.objects.task
  const labelOf = (place: string) => meta.objects.member?.fields[place]?.label
  const places = period === inHand ? (['department', 'roles'] as const) : []
  return (
    <div className="zk-act-page">
      <header className="zk-row zk-act-head">
        <h1>{say('page.activities.team')}</h1>
        <span className="zk-grow" />
        <div className="zk-segments" role="group" aria-label={say('activities.period')}>
          {periods.map((one) => (
            <button key={one} type="button" aria-pressed={period === one} onClick={() => setPeriod(one)}>
              {say(`activities.period.${one}`)}
            </button>
          ))}
        </div>
      </header>
      {isPending && <SkeletonLines lines={6} />}
      {!isPending && people.length === 0 && <EmptyState icon="users-round" title={say('activities.team.none')} />}
      {people.length > 0 && (
        <div className="zk-act-team">
          <table>
            <thead>
              <tr>
                <th scope="col">{say('activities.person')}</th>
                {places.map((place) => (
                  <th key={place} scope="col">
                    {labelOf(place)}
                  </th>
                ))}
                {figures.map(({ def }) => (
                  <th key={def.name} scope="col">
                    {say(`figure.${def.name}`)}
                  </th>
                ))}
                <th scope="col">
                  <span className="zk-unseen">{say('activities.note')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {people.map((person) => (
                <tr key={person.id}>
                  <th scope="row">
                    <AppLink to={`/team/${person.id}`} search={{ name: person.name }}>
                      <Person id={person.id} name={person.name} />
                    </AppLink>
                  </th>
                  {places.map((place) => (
                    <td key={place} data-label={labelOf(place)}>
                      {person[place]}
                    </td>
                  ))}
                  {figures.map((figure) => (
                    <td key={figure.def.name} data-label={say(`figure.${figure.def.name}`)}>
                      <Figure figure={figure} person={person} />
                    </td>
                  ))}
                  <td>
                    {task?.may.create && (
                      <Button size="small" onClick={() => setNoted(person)}>
                        {say('activities.note')}
                      </Button>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {noted && task && <NoteToPerson task={task as ObjectMeta} person={noted} onClose={() => setNoted(null)} />}
    </div>
  )
}

function Figure({ figure: { def, object, filter }, person }: Readonly<{ figure: TeamFigure; person: PersonFigures }>) {
  const format = useFormat()
  const value = person.values[def.name] ?? 0
  if (value === 0) return <span className="zk-meta">0</span>
  return (
    <AppLink to={listAddress(object.plural)} search={{ filter: { [def.held?.by ?? 'owner']: person.id, ...filter } }}>
      {typeof value === 'object' ? format.money(Number(value.amount), value.currency) : format.number(Number(value))}
    </AppLink>
  )
}
