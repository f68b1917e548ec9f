/** Makes a program that packs by zlib compress each file as small as the format allows. Loaded before it by `--require`. */
const { Transform } = require("node:stream");
const zlib = require("node:zlib");
const zopfli = require("@gfx/zopfli");

class SmallDeflate extends Transform {
  #parts = [];

  _transform(part, _encoding, done) {
    this.#parts.push(part);
    done();
  }

  _flush(done) {
    zopfli.deflate(Buffer.concat(this.#parts), { numiterations: 15, blocksplittingmax: 0 }, (error, data) =>
      done(error, data && Buffer.from(data)),
    );
  }
}

zlib.DeflateRaw = SmallDeflate;
