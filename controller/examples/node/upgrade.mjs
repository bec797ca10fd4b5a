// Upgrades one SAG-1000 to the latest image that the catalogue has for it, and has it look for later ones by itself.
import { setTimeout as sleep } from 'node:timers/promises';
import { RPCClient } from '@alicloud/pop-core';

const client = new RPCClient({
  endpoint: process.env.SAG_ENDPOINT ?? 'http://127.0.0.1:8640',
  apiVersion: '2018-03-13',
  accessKeyId: process.env.ALIBABA_CLOUD_ACCESS_KEY_ID,
  accessKeySecret: process.env.ALIBABA_CLOUD_ACCESS_KEY_SECRET,
});
const RegionId = 'cn-shanghai';

const { SmartAccessGateways } = await client.request('DescribeSmartAccessGateways', {
  HardwareType: 'sag-1000', Status: 'Active', PageSize: 1,
});
const [{ SmartAGId, SerialNumber: serials, SoftwareVersion }] = SmartAccessGateways.SmartAccessGateway;
const [SerialNumber] = serials.split(',');
const box = { RegionId, SmartAGId, SerialNumber };

const { SmartAGVersions } = await client.request('DescribeSmartAccessGatewayVersions', {
  RegionId, SmartAGId, SmartAGSn: SerialNumber,
});
const VersionCode = SmartAGVersions.SmartAGVersion.at(-1).VersionCode;
await client.request('UpdateSmartAccessGatewayVersion', { ...box, VersionCode }, { method: 'POST' });

const running = async () =>
  (await client.request('DescribeSAGDeviceInfo', { RegionId, SmartAGId, SmartAGSn: SerialNumber })).Version;
while (await running() !== VersionCode) await sleep(1_000);
console.log(SmartAGId, SerialNumber, SoftwareVersion, '->', await running());

try {
  await client.request('UpdateSmartAccessGatewayVersion', { ...box, VersionCode: SoftwareVersion }, { method: 'POST' });
} catch (error) {
  console.log(error.code); // VersionTooOld, or GetSmartAccessGatewayVersionError where the catalogue has no such image
}

await client.request('ModifyDeviceAutoUpgradePolicy', {
  ...box, UpgradeType: 'scheduled', CronExpression: '0 0 2 ? * MON-FRI', Duration: 60, TimeZone: 'Asia/Shanghai',
}, { method: 'POST' });
const policy = await client.request('DescribeDeviceAutoUpgradePolicy', box);
console.log(policy.UpgradeType, policy.CronExpression, policy.TimeZone, policy.Duration);

await client.request('RebootSmartAccessGateway', box, { method: 'POST' });
