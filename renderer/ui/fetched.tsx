// Components whose code is fetched on its own. React's `lazy` would leave their place empty for 300 ms, as it lets nothing
// follow faster on what stands in for them, even where the code is there almost at once.
import { type JSX, useLayoutEffect, useState } from 'react'

type Component<Props> = (props: Props) => JSX.Element

/** Draws nothing until `load` brings the component; fails as it does. */
export function fetched<Props extends object>(
  load: () => Promise<Component<Props>>,
): (props: Props) => JSX.Element | null {
  let known: Component<Props> | null = null
  return function Fetched(props) {
    const [Loaded, setLoaded] = useState(() => known)
    useLayoutEffect(() => {
      if (known !== null) return
      void load().then(
        (component) => {
          known = component
          setLoaded(() => component)
        },
        (error: unknown) =>
          setLoaded(() => {
            throw error
          }),
      )
    }, [])
    return Loaded === null ? null : <Loaded {...props} />
  }
}
