export { product } from './product.ts'
export { productCategory } from './product-category.ts'
