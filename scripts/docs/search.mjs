// The field at the top of every page: finds sections, fetches its index when somebody comes to it, and is worked by keys.
import MiniSearch from 'minisearch'
import { SEARCH } from './search-options.mjs'

const MOST = 12
const root = document.currentScript?.dataset.root ?? '.'
const field = document.getElementById('search')
const found = document.getElementById('found')
let index = null
let chosen = -1

/** Once; later calls wait for the same. */
function load() {
  if (index !== null) return index
  index = new Promise((resolve, reject) => {
    const script = document.createElement('script')
    script.src = `${root}/search-index.js`
    script.addEventListener('load', () =>
      resolve(MiniSearch.loadJSON(globalThis.neatworkSearchIndex, SEARCH)),
    )
    script.addEventListener('error', () => reject(new Error('the index is not there')))
    document.head.append(script)
  })
  return index
}

async function search() {
  const words = field.value.trim()
  if (words === '') return show([], words)
  show((await load()).search(words).slice(0, MOST), words)
}

function show(results, words) {
  chosen = -1
  found.hidden = words === ''
  found.replaceChildren(...(results.length === 0 ? [nothing(words)] : results.map(item)))
}

function item({ id, page, heading }) {
  const link = document.createElement('a')
  link.className = 'hit'
  link.href = `${root}/${id}`
  const where = document.createElement('small')
  where.textContent = page
  link.append(heading, where)
  const line = document.createElement('li')
  line.append(link)
  return line
}

function nothing(words) {
  const line = document.createElement('li')
  line.textContent = `Nothing about “${words}”.`
  return line
}

function choose(step) {
  const links = [...found.querySelectorAll('a')]
  if (links.length === 0) return
  chosen = (chosen + step + links.length) % links.length
  links[chosen].focus()
}

field.disabled = false
field.addEventListener('focus', load)
field.addEventListener('input', search)
document.addEventListener('keydown', (event) => {
  const inSearch = event.target === field || found.contains(event.target)
  if (event.key === '/' && !inSearch) {
    event.preventDefault()
    field.focus()
  }
  if (!inSearch) return
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    event.preventDefault()
    choose(event.key === 'ArrowDown' ? 1 : -1)
  }
  if (event.key === 'Enter' && event.target === field) found.querySelector('a')?.click()
  if (event.key === 'Escape') {
    field.value = ''
    field.focus()
    void search()
  }
})

// On a narrow page the list of documents would push the text away.
if (matchMedia('(max-width: 60rem)').matches) document.getElementById('documents').open = false
