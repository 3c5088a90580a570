// screen: one display, as large as that of a small laptop.

export interface Rectangle {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

interface Display {
  readonly id: number
  readonly bounds: Rectangle
  readonly workArea: Rectangle
}

class Screen {
  getAllDisplays(): readonly Display[] {
    const bounds = { x: 0, y: 0, width: 1920, height: 1080 }
    return [{ id: 1, bounds, workArea: bounds }]
  }
}

export const screen = new Screen()
