import { Button } from 'antd'
import { CopyButton } from '../fields/copy-button.tsx'
import { useTexts } from '../i18n/texts.ts'

/** Codes for the day the phone is lost; shown this once. */
export function RecoveryCodes({ codes, onDone }: Readonly<{ codes: readonly string[]; onDone(): void }>) {
  const say = useTexts()
  const text = codes.join('\n')
  return (
    <div className="zk-column zk-factor-codes">
      <p className="zk-second">{say('factor.codes.text')}</p>
      <ul aria-label={say('factor.codes')}>
        {codes.map((code) => (
          <li key={code}>
            <code className="zk-code">{code}</code>
          </li>
        ))}
      </ul>
      <span className="zk-row">
        <Button type="primary" onClick={onDone}>
          {say('factor.codes.kept')}
        </Button>
        <Button href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`} download="zhike-recovery-codes.txt">
          {say('factor.codes.file')}
        </Button>
        <CopyButton text={text} />
      </span>
    </div>
  )
}
