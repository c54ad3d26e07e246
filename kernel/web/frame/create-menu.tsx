import { useNavigate } from '@tanstack/react-router'
import { Dropdown } from 'antd'
import type { ReactElement } from 'react'
import { useAsOf } from '../data/as-of.ts'
import type { Meta, ObjectMeta } from '../data/meta-types.ts'
import { useMeta, workObjects } from '../data/use-meta.ts'
import { createAddress } from '../parts/app-link.tsx'
import { CursorInside } from '../parts/cursor-inside.tsx'
import { Icon } from '../parts/icon.tsx'

/** Objects this person may create from anywhere, in the order of the navigation. */
export const creatable = (meta: Meta): readonly ObjectMeta[] => workObjects(meta).filter((object) => object.may.create)

/** The menu of things to create, below its button. */
export function CreateMenu({
  isOpen,
  onOpen,
  children,
}: Readonly<{ isOpen: boolean; onOpen(isOpen: boolean): void; children: ReactElement }>) {
  const meta = useMeta()
  const asOf = useAsOf()
  const navigate = useNavigate()
  const items = creatable(meta).map((object) => ({ key: object.plural, label: object.label, icon: <Icon name={object.icon} /> }))
  return (
    <Dropdown
      trigger={['click']}
      open={isOpen && !asOf}
      onOpenChange={onOpen}
      destroyOnHidden
      popupRender={(list) => <CursorInside>{list}</CursorInside>}
      menu={{
        items,
        onClick: ({ key }) => {
          onOpen(false)
          void navigate({ to: createAddress(key) as never })
        },
      }}
    >
      {children}
    </Dropdown>
  )
}
