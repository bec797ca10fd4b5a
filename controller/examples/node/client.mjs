import { RPCClient } from '@alicloud/pop-core';

const client = new RPCClient({
  endpoint: process.env.SAG_ENDPOINT ?? 'http://127.0.0.1:8640',
  apiVersion: '2018-03-13',
  accessKeyId: process.env.ALIBABA_CLOUD_ACCESS_KEY_ID,
  accessKeySecret: process.env.ALIBABA_CLOUD_ACCESS_KEY_SECRET,
});

const { SmartAccessGateways } = await client.request('DescribeSmartAccessGateways', {
  SoftwareVersion: '2.4.0', VersionComparator: 'less', PageSize: 3,
});
for (const gateway of SmartAccessGateways.SmartAccessGateway) {
  console.log(gateway.SmartAGId, gateway.SerialNumber, gateway.SoftwareVersion, gateway.Status);
}

const { ApplicationBandwidthPackages: [plan] } =
  await client.request('ListApplicationBandwidthPackages', { RegionId: 'cn-shanghai' });
try {
  await client.request('AssociateSmartAGWithApplicationBandwidthPackage', {
    RegionId: 'cn-shanghai',
    ApplicationBandwidthPackageId: plan.ApplicationBandwidthPackageId,
    AssociateConfigs: [{ SmartAGId: SmartAccessGateways.SmartAccessGateway[0].SmartAGId, Bandwidth: 5 }],
  }, { method: 'POST' });
} catch (error) {
  console.log(error.code); // UnsupportedFeature.ApplicationAccelerate, since the firmware is below 2.4.0
}
