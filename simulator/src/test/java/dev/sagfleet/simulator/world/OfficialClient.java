package dev.sagfleet.simulator.world;

import com.aliyuncs.http.MethodType;
import dev.sagfleet.controller.rpc.AccessKey;

/** The official clients for Java, as their makers publish them. */
enum OfficialClient {
    /** aliyun-java-sdk-core: signature v1, all in the query. */
    SDK_CORE_GET {
        @Override
        ApiClient connect(int apiPort, AccessKey key) {
            return new SdkCoreClient(apiPort, key, MethodType.GET);
        }
    },
    /** aliyun-java-sdk-core: signature v1, the parameters in a form. */
    SDK_CORE_POST {
        @Override
        ApiClient connect(int apiPort, AccessKey key) {
            return new SdkCoreClient(apiPort, key, MethodType.POST);
        }
    },
    /** tea-openapi, which the generated clients of today stand on: signature v3. */
    TEA {
        @Override
        ApiClient connect(int apiPort, AccessKey key) {
            return new TeaClient(apiPort, key);
        }
    };

    abstract ApiClient connect(int apiPort, AccessKey key);
}
