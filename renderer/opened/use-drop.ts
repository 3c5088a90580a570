// Files that are dragged onto the window, wherever.
import { useEffect, useState } from 'react'

const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true

/** Whether one is above the window at the moment; `null` takes none, and the page stays where it is. */
export function useDrop(take: ((files: FileList) => void) | null): boolean {
  const [isAbove, setAbove] = useState(false)
  useEffect(() => {
    if (take === null) return keepPage()
    // Every element that is crossed is entered before the one of before is left.
    let entered = 0
    const enter = (event: DragEvent): void => {
      if (!hasFiles(event)) return
      entered++
      setAbove(true)
    }
    const leave = (event: DragEvent): void => {
      if (!hasFiles(event)) return
      entered = Math.max(0, entered - 1)
      if (entered === 0) setAbove(false)
    }
    // Without this the page would be left for the file.
    const over = (event: DragEvent): void => {
      if (hasFiles(event)) event.preventDefault()
    }
    const drop = (event: DragEvent): void => {
      if (!hasFiles(event)) return
      event.preventDefault()
      entered = 0
      setAbove(false)
      if (event.dataTransfer !== null) take(event.dataTransfer.files)
    }
    addEventListener('dragenter', enter)
    addEventListener('dragleave', leave)
    addEventListener('dragover', over)
    addEventListener('drop', drop)
    return () => {
      removeEventListener('dragenter', enter)
      removeEventListener('dragleave', leave)
      removeEventListener('dragover', over)
      removeEventListener('drop', drop)
      setAbove(false)
    }
  }, [take])
  return isAbove
}

/** A browser would leave the page for a file that is dropped on it. Fields that take files take them. */
function keepPage(): () => void {
  const refuse = (event: DragEvent): void => {
    const isField = event.target instanceof HTMLInputElement && event.target.type === 'file'
    if (!hasFiles(event) || isField) return
    event.preventDefault()
    if (event.dataTransfer !== null) event.dataTransfer.dropEffect = 'none'
  }
  addEventListener('dragover', refuse)
  addEventListener('drop', refuse)
  return () => {
    removeEventListener('dragover', refuse)
    removeEventListener('drop', refuse)
  }
}
