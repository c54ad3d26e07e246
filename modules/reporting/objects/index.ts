export {
  type Asked,
  askedOf,
  type Clock,
  type Compare,
  type Drawing,
  drawings,
  type Figure,
  figureMeasures,
  type Group,
  groupAsked,
  groupUnits,
  isRatioFigure,
  listDrawing,
  periodNames,
  type ReportBody,
  readBody,
} from '../rules/body.ts'
export { ownReport } from './own-report.ts'
export { reportWatch } from './report-watch.ts'
