package io.omniroute.provider.wire.openai.responses;

import io.omniroute.provider.wire.ClientCodec;
import io.omniroute.provider.wire.ClientCodecContract;

class OpenAiResponsesClientCodecTest implements ClientCodecContract {
    @Override
    public ClientCodec codec() {
        return new OpenAiResponsesClientCodec();
    }
}
