import { Form, Input, Modal, Select } from 'antd'
import { call } from '../data/api.ts'
import { isProblem } from '../data/problem.ts'
import { showDone, showProblem } from '../data/undo.ts'
import { useMeta } from '../data/use-meta.ts'
import { useTexts } from '../i18n/texts.ts'
import { GranteePicker, type Picked } from './pickers.tsx'
import { peopleChanged } from './rights-api.ts'

type Given = Readonly<{ name: string; email: string; title?: string; department?: Picked; roles?: readonly string[] }>

/** Asks who shall come, and sends the link. */
export function InviteDialog({ onClose }: Readonly<{ onClose(): void }>) {
  const say = useTexts()
  const meta = useMeta()
  const [form] = Form.useForm<Given>()
  const fields = meta.objects.member?.fields
  const roles = fields?.roles?.options.choices ?? []
  const invite = async ({ department, ...given }: Given) => {
    try {
      const { changeSet } = await call('POST', '/invitations', { body: { ...given, ...(department ? { department: department.id } : {}) } })
      showDone(say('people.done.invite', { name: given.name, email: given.email }), changeSet)
      await peopleChanged()
      onClose()
    } catch (error) {
      if (!isProblem(error) || error.issues.length === 0) return showProblem(error)
      form.setFields(error.issues.map(({ path, detail }) => ({ name: path as keyof Given, errors: [detail] })))
    }
  }
  return (
    <Modal
      open
      title={say('people.invite.title')}
      okText={say('people.invite.send')}
      cancelText={say('form.cancel')}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p className="zk-second">{say('people.invite.why')}</p>
      <Form<Given>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ roles: ['rep'] }}
        onFinish={(given) => void invite(given)}
      >
        <Form.Item name="name" label={fields?.name?.label} rules={[{ required: true, whitespace: true, message: say('form.required') }]}>
          <Input autoFocus maxLength={100} autoComplete="off" />
        </Form.Item>
        <Form.Item
          name="email"
          label={fields?.email?.label}
          rules={[{ required: true, type: 'email', message: say('people.invite.email') }]}
        >
          <Input maxLength={254} autoComplete="off" />
        </Form.Item>
        <Form.Item name="roles" label={fields?.roles?.label}>
          <Select mode="multiple" options={roles.map(({ key, label }) => ({ value: key, label }))} optionFilterProp="label" />
        </Form.Item>
        <Form.Item name="department" label={fields?.department?.label}>
          <DepartmentInput label={fields?.department?.label ?? ''} />
        </Form.Item>
        <Form.Item name="title" label={fields?.title?.label}>
          <Input maxLength={100} autoComplete="off" />
        </Form.Item>
      </Form>
    </Modal>
  )
}

type DepartmentInputProps = Readonly<{ label: string; value?: Picked; onChange?: (value: Picked) => void }>
const DepartmentInput = ({ label, value = null, onChange }: DepartmentInputProps) => (
  <GranteePicker to="department" label={label} value={value} onChange={(next) => onChange?.(next)} />
)
