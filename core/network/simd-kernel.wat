;; Sums and steepened sigmoids of a feed-forward network over a block of rows, two rows to an instruction, sixteen
;; abreast. Each row's sum and e^x take the very steps of feed-forward-rows.ts and core/base/portable-exp.ts, in their
;; order, so that the bits are the same. scripts/build-kernel.mjs makes simd-kernel-code.ts of this file.
(module
  ;; What the four lines below can't do: the sigmoid of sums whose exponent is beyond ±708, or no number.
  (import "js" "sigmoid" (func $sigmoid (param f64) (result f64)))
  ;; Bytes 0 to 511 hold the table of portable-exp.ts: 2^(j/32) and what that double lacks, for j in 0..31.
  (memory (export "memory") 1)
  ;; Byte of the column that the next node is to fill.
  (global $column (export "column") (mut i32) (i32.const 0))

  ;; Runs the program of flat-program.ts from its place $at to $end. Addresses are bytes: $program of whole numbers,
  ;; $constants of doubles, $values of columns of 64 doubles. $rows is a multiple of 16, at most 64. Stops where
  ;; JavaScript has work, and answers that node's place: before a node that is no sum ($general and above), after the
  ;; sum of one whose activation is not the sigmoid.
  (func (export "run")
    (param $at i32) (param $end i32) (param $general i32)
    (param $program i32) (param $constants i32) (param $values i32) (param $rows i32)
    (result i32)
    (local $operation i32) (local $first i32) (local $last i32) (local $q i32)
    (local $row i32) (local $from i32) (local $to i32)
    (local $bias v128) (local $response v128) (local $weight v128)
    (local $s0 v128)
    (local $s1 v128)
    (local $s2 v128)
    (local $s3 v128)
    (local $s4 v128)
    (local $s5 v128)
    (local $s6 v128)
    (local $s7 v128)
    (block $done
      (loop $nodes
        (br_if $done (i32.ge_s (local.get $at) (local.get $end)))
        (local.set $operation (i32.load (i32.add (local.get $program) (i32.shl (local.get $at) (i32.const 2)))))
        (br_if $done (i32.ge_s (local.get $operation) (local.get $general)))
        (local.set $first (i32.add (local.get $at) (i32.const 2)))
        (local.set $last (i32.add (local.get $first)
          (i32.load offset=4 (i32.add (local.get $program) (i32.shl (local.get $at) (i32.const 2))))))
        (local.set $from (i32.add (local.get $constants) (i32.shl (local.get $at) (i32.const 3))))
        (local.set $bias (v128.load64_splat (local.get $from)))
        (local.set $response (v128.load64_splat offset=8 (local.get $from)))
        (local.set $row (i32.const 0))
        (loop $rows16
          (local.set $s0 (v128.const f64x2 0 0))
          (local.set $s1 (v128.const f64x2 0 0))
          (local.set $s2 (v128.const f64x2 0 0))
          (local.set $s3 (v128.const f64x2 0 0))
          (local.set $s4 (v128.const f64x2 0 0))
          (local.set $s5 (v128.const f64x2 0 0))
          (local.set $s6 (v128.const f64x2 0 0))
          (local.set $s7 (v128.const f64x2 0 0))
          (local.set $q (local.get $first))
          (block $summed
            (loop $connections
              (br_if $summed (i32.ge_s (local.get $q) (local.get $last)))
              (local.set $weight
                (v128.load64_splat (i32.add (local.get $constants) (i32.shl (local.get $q) (i32.const 3)))))
              (local.set $from
                (i32.add (i32.add (local.get $values) (i32.shl (local.get $row) (i32.const 3)))
                  (i32.shl
                    (i32.load (i32.add (local.get $program) (i32.shl (local.get $q) (i32.const 2))))
                    (i32.const 9))))
              (local.set $s0 (f64x2.add (local.get $s0)
                (f64x2.mul (local.get $weight) (v128.load offset=0 (local.get $from)))))
              (local.set $s1 (f64x2.add (local.get $s1)
                (f64x2.mul (local.get $weight) (v128.load offset=16 (local.get $from)))))
              (local.set $s2 (f64x2.add (local.get $s2)
                (f64x2.mul (local.get $weight) (v128.load offset=32 (local.get $from)))))
              (local.set $s3 (f64x2.add (local.get $s3)
                (f64x2.mul (local.get $weight) (v128.load offset=48 (local.get $from)))))
              (local.set $s4 (f64x2.add (local.get $s4)
                (f64x2.mul (local.get $weight) (v128.load offset=64 (local.get $from)))))
              (local.set $s5 (f64x2.add (local.get $s5)
                (f64x2.mul (local.get $weight) (v128.load offset=80 (local.get $from)))))
              (local.set $s6 (f64x2.add (local.get $s6)
                (f64x2.mul (local.get $weight) (v128.load offset=96 (local.get $from)))))
              (local.set $s7 (f64x2.add (local.get $s7)
                (f64x2.mul (local.get $weight) (v128.load offset=112 (local.get $from)))))
              (local.set $q (i32.add (local.get $q) (i32.const 1)))
              (br $connections)))
          (local.set $to (i32.add (global.get $column) (i32.shl (local.get $row) (i32.const 3))))
          (v128.store offset=0 (local.get $to)
            (f64x2.add (local.get $bias) (f64x2.mul (local.get $response) (local.get $s0))))
          (v128.store offset=16 (local.get $to)
            (f64x2.add (local.get $bias) (f64x2.mul (local.get $response) (local.get $s1))))
          (v128.store offset=32 (local.get $to)
            (f64x2.add (local.get $bias) (f64x2.mul (local.get $response) (local.get $s2))))
          (v128.store offset=48 (local.get $to)
            (f64x2.add (local.get $bias) (f64x2.mul (local.get $response) (local.get $s3))))
          (v128.store offset=64 (local.get $to)
            (f64x2.add (local.get $bias) (f64x2.mul (local.get $response) (local.get $s4))))
          (v128.store offset=80 (local.get $to)
            (f64x2.add (local.get $bias) (f64x2.mul (local.get $response) (local.get $s5))))
          (v128.store offset=96 (local.get $to)
            (f64x2.add (local.get $bias) (f64x2.mul (local.get $response) (local.get $s6))))
          (v128.store offset=112 (local.get $to)
            (f64x2.add (local.get $bias) (f64x2.mul (local.get $response) (local.get $s7))))
          (br_if $rows16 (i32.lt_s (local.tee $row (i32.add (local.get $row) (i32.const 16))) (local.get $rows))))
        (br_if $done (i32.ne (local.get $operation) (i32.const -1)))
        (call $squash (global.get $column) (local.get $rows))
        (global.set $column (i32.add (global.get $column) (i32.const 512)))
        (local.set $at (local.get $last))
        (br $nodes)))
    (local.get $at))

  ;; 1 / (1 + e^(−4.9 x)) of each number from the byte $from on: see sigmoid in activation.ts, exp in portable-exp.ts.
  (func $squash (param $from i32) (param $rows i32)
    (local $end i32) (local $x v128) (local $steps v128) (local $r v128) (local $square v128)
    (local $whole v128) (local $one v128) (local $other v128) (local $root v128)
    (local.set $end (i32.add (local.get $from) (i32.shl (local.get $rows) (i32.const 3))))
    (loop $pairs
      (local.set $x (f64x2.mul (v128.const f64x2 -4.9 -4.9) (v128.load (local.get $from))))
      (if (i64x2.all_true (f64x2.lt (f64x2.abs (local.get $x)) (v128.const f64x2 708 708)))
        (then
          (local.set $steps (f64x2.floor (f64x2.add
            (f64x2.mul (local.get $x) (v128.const f64x2 46.16624130844683 46.16624130844683))
            (v128.const f64x2 0.5 0.5))))
          (local.set $r (f64x2.sub
            (f64x2.sub (local.get $x)
              (f64x2.mul (local.get $steps) (v128.const f64x2 0.021660849392446835 0.021660849392446835)))
            (f64x2.mul (local.get $steps) (v128.const f64x2 5.145609244655338e-14 5.145609244655338e-14))))
          (local.set $whole (i32x4.trunc_sat_f64x2_s_zero (local.get $steps)))
          (local.set $one (v128.load (i32.shl
            (i32.and (i32x4.extract_lane 0 (local.get $whole)) (i32.const 31)) (i32.const 4))))
          (local.set $other (v128.load (i32.shl
            (i32.and (i32x4.extract_lane 1 (local.get $whole)) (i32.const 31)) (i32.const 4))))
          (local.set $root (i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23
            (local.get $one) (local.get $other)))
          (local.set $square (f64x2.mul (local.get $r) (local.get $r)))
          ;; e^r − 1: Tang's polynomial.
          (local.set $r (f64x2.add (local.get $r) (f64x2.mul (local.get $square)
            (f64x2.add
              (f64x2.add (v128.const f64x2 0.5 0.5)
                (f64x2.mul (local.get $r) (v128.const f64x2 0.16666666666526087 0.16666666666526087)))
              (f64x2.mul (local.get $square)
                (f64x2.add
                  (f64x2.add (v128.const f64x2 0.04166666666622608 0.04166666666622608)
                    (f64x2.mul (local.get $r) (v128.const f64x2 0.008333367984342196 0.008333367984342196)))
                  (f64x2.mul (local.get $square) (v128.const f64x2 0.001388894908637772 0.001388894908637772))))))))
          ;; 2^(j/32) · e^r · 2^m, the power by its exponent's bits.
          (local.set $x (f64x2.mul
            (f64x2.add (local.get $root)
              (f64x2.add
                (i8x16.shuffle 8 9 10 11 12 13 14 15 24 25 26 27 28 29 30 31 (local.get $one) (local.get $other))
                (f64x2.mul (local.get $root) (local.get $r))))
            (i64x2.shl
              (i64x2.extend_low_i32x4_s
                (i32x4.add (i32x4.shr_s (local.get $whole) (i32.const 5)) (v128.const i32x4 1023 1023 1023 1023)))
              (i32.const 52))))
          (v128.store (local.get $from) (f64x2.div (v128.const f64x2 1 1)
            (f64x2.add (v128.const f64x2 1 1) (local.get $x)))))
        (else
          (f64.store (local.get $from) (call $sigmoid (f64.load (local.get $from))))
          (f64.store offset=8 (local.get $from) (call $sigmoid (f64.load offset=8 (local.get $from))))))
      (br_if $pairs (i32.lt_u (local.tee $from (i32.add (local.get $from) (i32.const 16))) (local.get $end))))))
