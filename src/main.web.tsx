import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import '#platform/web/styles/fonts.css'
import '#platform/web/styles/tokens.css'
import '#platform/web/styles/base.css'
import { App } from '#platform/web/App.tsx'
import type { Alarm, Background, Page, SearchSource } from '#platform/web/page.ts'
import { pages as patterns } from '#platform/web/patterns/pages.ts'
import '#platform/web/styles/print.css'
import { registerServiceWorker } from '#platform/web/serviceWorker.ts'

type Feature = { pages: Page[]; search?: SearchSource[]; alarms?: Alarm[]; background?: Background }
const found = import.meta.glob<Feature>('./features/*/ui/pages.tsx', { eager: true })
const features = Object.values(found)

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
createRoot(root).render(
  <StrictMode>
    <App
      pages={[...patterns, ...features.flatMap(({ pages }) => pages)]}
      search={features.flatMap(({ search = [] }) => search)}
      background={features.flatMap(({ background }) => background ?? [])}
      alarms={features.flatMap(({ alarms = [] }) => alarms)}
    />
  </StrictMode>,
)
if (import.meta.env.PROD) registerServiceWorker()
