import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { ConfigProvider } from 'antd'
import { type ReactNode, StrictMode, useEffect, useMemo, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { queryClient } from './data/query-client.ts'
import { metaQuery } from './data/use-meta.ts'
import { sessionQuery, wasSignedIn } from './data/use-session.ts'
import { antdLocale } from './i18n/antd-locale.ts'
import { currentLocale, useLocale } from './i18n/locale.ts'
import { startTexts } from './i18n/texts.ts'
import { kernelWeb } from './pages.ts'
import type { WebDef } from './slots/define-web.ts'
import { installWeb } from './slots/installed.ts'
import { makeRouter } from './slots/router.tsx'
import { antdTheme } from './theme/antd-theme.ts'
import { markStyles, nonce } from './theme/nonce.ts'
import { startTheme, useTheme } from './theme/theme-choice.ts'
import { preloadLists } from './views/preload.ts'
import './theme/tokens.css'
import './theme/base.css'
import './parts/parts.css'
import './frame/frame.css'

type AntdWords = Awaited<ReturnType<typeof antdLocale>>

/** `first`: words to begin with. Without any, the first words to come would wrap the app anew, and all of it would begin again. */
function Look({ first, children }: Readonly<{ first: AntdWords; children: ReactNode }>) {
  const locale = useLocale()
  const name = useTheme()
  const theme = useMemo(() => antdTheme(name, locale), [name, locale])
  const [words, setWords] = useState(first)
  useEffect(() => {
    void antdLocale(locale).then(setWords)
  }, [locale])
  return (
    <ConfigProvider theme={theme} csp={{ nonce }} locale={words} button={{ autoInsertSpace: false }}>
      {children}
    </ConfigProvider>
  )
}

/** Shows the app with the pages and panels of all modules. */
export async function startWeb(modules: readonly WebDef[]): Promise<void> {
  markStyles()
  startTheme()
  installWeb([kernelWeb, ...modules])
  // Who is signed in and what there is are asked at once, beside the texts.
  void queryClient.prefetchQuery(sessionQuery)
  if (wasSignedIn()) void queryClient.prefetchQuery({ ...metaQuery(currentLocale()), retry: false })
  preloadLists(window.location.pathname)
  const [first] = await Promise.all([antdLocale(currentLocale()), startTexts(modules.flatMap(({ texts }) => texts ?? []))])
  const router = makeRouter()
  createRoot(document.getElementById('app') as HTMLElement).render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <Look first={first}>
          <RouterProvider router={router} />
        </Look>
      </QueryClientProvider>
    </StrictMode>,
  )
}
