import { useNavigate, useRouter } from '@tanstack/react-router'
import { Button, type ButtonProps } from 'antd'

type LinkButtonProps = Omit<ButtonProps, 'href' | 'onClick'> & Readonly<{ to: string; search?: Readonly<Record<string, unknown>> }>

/** A way to another page that looks like a button; like any link it can be opened in a tab of its own. */
export function LinkButton({ to, search = {}, ...rest }: LinkButtonProps) {
  const router = useRouter()
  const navigate = useNavigate()
  const target = { to: to as never, search: search as never }
  return (
    <Button
      {...rest}
      href={router.buildLocation(target).href}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return
        event.preventDefault()
        void navigate(target)
      }}
    />
  )
}
