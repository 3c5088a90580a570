// The names by which specs find things on the screens; whatever has none may change without a word. What stands in
// parentheses are data attributes of the element. In network-drawing there is one element for each node gene (data-node-id
// data-role data-activation data-aggregation data-bias data-response) and for each connection gene (data-innovation
// data-source data-target data-weight data-enabled), numbers at full precision.
export type TestId =
  // First screen
  | 'choose-local'
  | 'choose-master'
  | 'choose-worker'
  // New run
  | 'field-problem'
  | 'field-population'
  | 'field-generations'
  | 'field-seed'
  | 'field-min-workers'
  | 'field-local-slots'
  | 'field-port'
  | 'field-start-paused'
  | 'start-run'
  // All settings: setting (data-path, data-changed), a setting-reset where it is changed
  | 'all-settings'
  | 'settings-search'
  | 'settings-file'
  | 'import-settings'
  | 'declared-substrate'
  | 'remove-substrate'
  | 'export-settings'
  | 'reset-settings'
  | 'setting'
  | 'setting-reset'
  // Run: run-status (data-status), network-drawing (data-champion-hash)
  | 'run-status'
  | 'run-result'
  | 'pause-run'
  | 'resume-run'
  | 'step-run'
  | 'stop-run'
  | 'new-run'
  | 'go-home'
  | 'fitness-chart'
  | 'species-chart'
  | 'network-drawing'
  // Workers: worker-row and own-slots-row (data-worker-label data-genomes data-state)
  | 'join-link'
  | 'copy-link'
  | 'show-code'
  | 'join-code'
  | 'workers-table'
  | 'worker-row'
  | 'own-slots-row'
  // Worker: worker-status (data-connection)
  | 'link-input'
  | 'found-master'
  | 'field-code'
  | 'field-slots'
  | 'field-name'
  | 'join-worker'
  | 'worker-status'
  | 'worker-error'
  | 'leave-worker'
  // Everywhere
  | 'command-error'
  | 'connection-lost'
  | 'access-refused'
