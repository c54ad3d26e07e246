import { Button, Modal } from 'antd'
import { type DemoOpened, useEnterDemo, useOpenDemo, useSetup } from '../data/use-session.ts'
import { useLocale } from '../i18n/locale.ts'
import { useTexts } from '../i18n/texts.ts'
import { Icon } from '../parts/icon.tsx'
import { FormProblem } from './form-problem.tsx'

/** How the demo's administrator signs in later: shown this once. */
function DemoKey({ opened }: Readonly<{ opened: DemoOpened }>) {
  const say = useTexts()
  const enter = useEnterDemo()
  return (
    <Modal
      open
      closable={false}
      keyboard={false}
      title={say('entry.demo.ready')}
      footer={
        <Button type="primary" onClick={() => void enter()}>
          {say('entry.demo.enter')}
        </Button>
      }
    >
      <p className="zk-second">{say('entry.demo.key')}</p>
      <dl className="zk-demo-key">
        <dt>{say('entry.email')}</dt>
        <dd className="zk-code">{opened.email}</dd>
        <dt>{say('entry.password')}</dt>
        <dd className="zk-code">{opened.password}</dd>
      </dl>
    </Modal>
  )
}

/** The other road of a first run: a made-up company to look around in. Making it takes some seconds. */
export function DemoOffer() {
  const say = useTexts()
  const locale = useLocale()
  const demo = useOpenDemo()
  const { data: setup } = useSetup(true, demo.isPending ? 700 : undefined)
  const share = Math.round((setup?.progress ?? 0) * 100)
  return (
    <>
      <div className="zk-or">{say('entry.or')}</div>
      <div className="zk-demo-offer" aria-busy={demo.isPending}>
        <span className="zk-empty-icon">
          <Icon name="building-2" />
        </span>
        <div className="zk-grow">
          <h3 className="zk-strong">{say('entry.demo.title')}</h3>
          <p aria-live="polite">{demo.isPending ? say('entry.demo.making', { share }) : say('entry.demo.text')}</p>
        </div>
        <Button onClick={() => demo.mutate({ locale })} loading={demo.isPending}>
          {say('entry.demo.open')}
        </Button>
      </div>
      {demo.error && <FormProblem text={demo.error.detail} />}
      {demo.data && <DemoKey opened={demo.data} />}
    </>
  )
}
