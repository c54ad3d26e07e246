import { orders, stock } from './race-goods.ts'
import { raceAll } from './race-stand.ts'

raceAll(orders)
raceAll(stock)
