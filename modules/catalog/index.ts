export { product, productCategory } from './objects/index.ts'
