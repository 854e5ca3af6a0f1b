package io.omniroute.provider.wire.gemini.generate;

import io.omniroute.provider.wire.UpstreamCodec;
import io.omniroute.provider.wire.UpstreamCodecContract;

class GeminiUpstreamCodecTest implements UpstreamCodecContract {
    @Override
    public UpstreamCodec codec() {
        return new GeminiUpstreamCodec(new ThoughtSignatures());
    }
}
