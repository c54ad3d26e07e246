import { Modal } from 'antd'
import { useTexts } from '../i18n/texts.ts'
import { withCommand } from '../parts/keys.ts'

const groups = [
  {
    name: 'everywhere',
    keys: [
      [withCommand('K'), 'palette'],
      ['C', 'create'],
      [withCommand('Z'), 'undo'],
      ['?', 'keys'],
      ['Esc', 'close'],
    ],
  },
  {
    name: 'list',
    keys: [
      ['↑ ↓ ← →', 'move'],
      ['Enter', 'open'],
      ['E', 'edit'],
      ['Space', 'select'],
      ['/', 'filter'],
      [withCommand('C'), 'copy'],
      [withCommand('V'), 'paste'],
    ],
  },
] as const

/** The list of keys. */
export function KeysDialog({ isOpen, onClose }: Readonly<{ isOpen: boolean; onClose(): void }>) {
  const say = useTexts()
  return (
    <Modal open={isOpen} onCancel={onClose} footer={null} title={say('keys.title')} width={560} destroyOnHidden>
      <div className="zk-keys">
        {groups.map((group) => (
          <section key={group.name}>
            <h3 className="zk-strong">{say(`keys.${group.name}`)}</h3>
            <dl>
              {group.keys.map(([key, what]) => (
                <div key={what} className="zk-row">
                  <dt>{say(`keys.${what}`)}</dt>
                  <dd>
                    <kbd>{key}</kbd>
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  )
}
