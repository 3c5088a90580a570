// The manifests against the schemas of Kubernetes, and against each other.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Deployment, StatefulSet } from 'kubernetes-models/apps/v1'
import { HorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2'
import { Job } from 'kubernetes-models/batch/v1'
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1'
import { ConfigMap, Namespace, PersistentVolumeClaim, Service } from 'kubernetes-models/v1'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { MANIFESTS, type Manifest, manifests, named } from './manifests.ts'

const MODELS: Readonly<Record<string, new (data: Manifest) => { validate(): void }>> = {
  'v1 ConfigMap': ConfigMap,
  'v1 Namespace': Namespace,
  'v1 PersistentVolumeClaim': PersistentVolumeClaim,
  'v1 Service': Service,
  'apps/v1 Deployment': Deployment,
  'apps/v1 StatefulSet': StatefulSet,
  'autoscaling/v2 HorizontalPodAutoscaler': HorizontalPodAutoscaler,
  'batch/v1 Job': Job,
  'policy/v1 PodDisruptionBudget': PodDisruptionBudget,
}

const all = manifests()
const pods = all.flatMap(({ manifest }) => manifest.spec?.template ?? [])

/** Throws for what the schema refuses, and for fields that it doesn't know: those it never looks at. */
function validate(manifest: Manifest): void {
  const Model = MODELS[`${manifest.apiVersion} ${manifest.kind}`]
  if (Model === undefined) throw new Error(`no schema for ${manifest.apiVersion} ${manifest.kind}`)
  const unread = new Set<string>()
  const model = new Model({})
  Object.assign(model, watched(manifest, '', unread))
  model.validate()
  if (unread.size > 0) throw new Error(`no such fields: ${[...unread].join(', ')}`)
}

/** The same object, which takes every field that is read, or listed with the others, out of `unread`. */
function watched(value: Manifest, path: string, unread: Set<string>): Manifest {
  if (typeof value !== 'object' || value === null) return value
  const at = (key: string) => (Array.isArray(value) ? `${path}[]` : `${path}.${key}`)
  const copy = Array.isArray(value) ? [] : {}
  for (const [key, inner] of Object.entries(value)) {
    Object.assign(copy, { [key]: watched(inner, at(key), unread) })
    if (!Array.isArray(value) && path !== '') unread.add(at(key))
  }
  return new Proxy(copy, {
    get: (target, key) => {
      unread.delete(at(String(key)))
      return Reflect.get(target, key)
    },
    ownKeys: (target) => {
      for (const key of Object.keys(target)) unread.delete(at(key))
      return Reflect.ownKeys(target)
    },
  })
}

test.each(all.map(({ file, manifest }) => [file, manifest.kind, manifest.metadata.name, manifest]))(
  '%s: %s %s keeps the schema of Kubernetes',
  (_file, _kind, _name, manifest) => validate(manifest),
)

test('a wrong manifest would be noticed', () => {
  const wrong = structuredClone(named('Deployment', 'neatwork-worker'))
  wrong.spec.replicas = 'two'
  expect(() => validate(wrong)).toThrow('replicas must be integer')
  wrong.spec = { ...wrong.spec, replicas: 2, gracePeriod: 1 }
  expect(() => validate(wrong)).toThrow('no such fields: .spec.gracePeriod')
})

test('kustomization names every file and every image of ours', () => {
  const { resources, images } = parse(readFileSync(join(MANIFESTS, 'kustomization.yaml'), 'utf8'))
  expect([...resources].sort()).toEqual([...new Set(all.map(({ file }) => file))].sort())
  const used = pods.flatMap(({ spec }) => spec.containers.map(({ image }: Manifest) => image.split(':')[0]))
  expect(used).toContain(images[0].name)
})

test('services, budgets and the scaler find what they select', () => {
  const labels = pods.map(({ metadata }) => metadata.labels.app)
  for (const { manifest } of all) {
    const selector =
      manifest.kind === 'Service' ? manifest.spec.selector : manifest.spec?.selector?.matchLabels
    if (selector !== undefined) expect(labels, manifest.kind).toContain(selector.app)
    if (manifest.kind !== 'Service') continue
    const pod = pods.find(({ metadata }) => metadata.labels.app === selector.app)
    const open = pod.spec.containers.flatMap(({ ports }: Manifest) =>
      ports.map((port: Manifest) => port.name),
    )
    for (const { targetPort } of manifest.spec.ports) expect(open).toContain(targetPort)
  }
  const { scaleTargetRef } = named('HorizontalPodAutoscaler', 'neatwork-worker').spec
  expect(named(scaleTargetRef.kind, scaleTargetRef.name)).toBeDefined()
})

test('every pod is probed, limited and runs without rights', () => {
  for (const { spec } of pods) {
    expect(spec.securityContext).toMatchObject({
      runAsNonRoot: true,
      seccompProfile: { type: 'RuntimeDefault' },
    })
    for (const container of spec.containers) {
      expect(container.securityContext).toEqual({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      })
      for (const probe of ['startupProbe', 'livenessProbe', 'readinessProbe']) {
        const { port } = container[probe].httpGet
        expect(container.ports.map(({ name }: Manifest) => name)).toContain(port)
      }
      expect(container.resources.limits.memory).toBeDefined()
    }
  }
})

test('volumes that are mounted are there', () => {
  const claims = all
    .filter(({ manifest }) => manifest.kind === 'PersistentVolumeClaim')
    .map(({ manifest }) => manifest.metadata.name)
  const maps = all
    .filter(({ manifest }) => manifest.kind === 'ConfigMap')
    .map(({ manifest }) => manifest.metadata.name)
  for (const { spec } of pods) {
    for (const { persistentVolumeClaim, configMap } of spec.volumes) {
      if (persistentVolumeClaim !== undefined) expect(claims).toContain(persistentVolumeClaim.claimName)
      if (configMap !== undefined) expect(maps).toContain(configMap.name)
    }
  }
})
