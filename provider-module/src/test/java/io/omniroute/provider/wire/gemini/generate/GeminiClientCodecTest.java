package io.omniroute.provider.wire.gemini.generate;

import io.omniroute.provider.wire.ClientCodec;
import io.omniroute.provider.wire.ClientCodecContract;

class GeminiClientCodecTest implements ClientCodecContract {
    @Override
    public ClientCodec codec() {
        return new GeminiClientCodec();
    }
}
