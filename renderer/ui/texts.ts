// Every sentence of the screens in one place: each feature has its file under texts/, gathered here.
import { actions } from './texts/actions.ts'
import { app } from './texts/app.ts'
import { behaviour } from './texts/behaviour.ts'
import { charts } from './texts/charts.ts'
import { choose } from './texts/choose.ts'
import { cluster } from './texts/cluster.ts'
import { complexity } from './texts/complexity.ts'
import { data } from './texts/data.ts'
import { desktop } from './texts/desktop.ts'
import { fitness } from './texts/fitness.ts'
import { gallery } from './texts/gallery.ts'
import { history } from './texts/history.ts'
import { islands } from './texts/islands.ts'
import { log } from './texts/log.ts'
import { network } from './texts/network.ts'
import { opened } from './texts/opened.ts'
import { options } from './texts/options.ts'
import { panels } from './texts/panels.ts'
import { qr } from './texts/qr.ts'
import { run } from './texts/run.ts'
import { settings } from './texts/settings.ts'
import { setup } from './texts/setup.ts'
import { species } from './texts/species.ts'
import { start } from './texts/start.ts'
import { theme } from './texts/theme.ts'
import { worker } from './texts/worker.ts'

export * from './texts/numbers.ts'

export const texts = {
  ...app,
  actions,
  choose,
  setup,
  gallery,
  settings,
  data,
  desktop,
  options,
  opened,
  run,
  cluster,
  charts,
  fitness,
  complexity,
  log,
  islands,
  species,
  network,
  behaviour,
  worker,
  panels,
  theme,
  qr,
  start,
  history,
} as const
