package io.omniroute.provider.wire.openai.responses;

import io.omniroute.provider.wire.UpstreamCodec;
import io.omniroute.provider.wire.UpstreamCodecContract;

class OpenAiResponsesUpstreamCodecTest implements UpstreamCodecContract {
    @Override
    public UpstreamCodec codec() {
        return new OpenAiResponsesUpstreamCodec();
    }
}
