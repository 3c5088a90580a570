// Bytes in and out, bounds-checked: see the reader and the writer.
export { ByteReader, BytesError, type BytesErrorCode, type Read, readBytes } from './byte-reader.ts'
export { ByteWriter } from './byte-writer.ts'
