// A certified OpenID provider as a process of its own: `node provider.mjs PORT KEYS`.
//
// Whoever comes is signed in at once as the person last named by `POST /as/<subject>`; KEYS names the set of signing
// keys, so that a restart with another name is a change of keys. `POST /acr/<value>` changes what acr is told.
import { createHash, generateKeyPairSync } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';

import Provider from 'oidc-provider';

const [port, keyFile] = [Number(process.argv[2]), process.argv[3]];
const issuer = `http://127.0.0.1:${port}`;
let subject = 'node-1';
let acr = 'loa2';

const PEOPLE = {
  'node-1': { HoVaTen: 'Đàm Thị Núi', SoDinhDanh: '036192000011', loAs: '2', birthdate: '1992-04-01', DiaChi: 'Thôn Núi' },
  'node-2': { HoVaTen: 'Vừ A Dế', SoDinhDanh: '036091000012', loAs: '1' },
};

function keys() {
  if (!existsSync(keyFile)) {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const jwk = privateKey.export({ format: 'jwk' });
    const kid = createHash('sha256').update(jwk.n).digest('hex').slice(0, 16);
    writeFileSync(keyFile, JSON.stringify({ keys: [{ ...jwk, kid, use: 'sig', alg: 'RS256' }] }));
  }
  return JSON.parse(readFileSync(keyFile, 'utf8'));
}

const provider = new Provider(issuer, {
  clients: [{
    client_id: 'motcua',
    client_secret: 'sandbox',
    redirect_uris: ['vneid', 'dvcqg', 'staff'].map((name) => `http://localhost/dang-nhap/${name}/ve/`),
    response_types: ['code'],
    grant_types: ['authorization_code'],
    token_endpoint_auth_method: 'client_secret_basic',
  }],
  jwks: keys(),
  acrValues: ['loa1', 'loa2', 'mfa'],
  claims: { openid: ['sub', 'HoVaTen', 'SoDinhDanh', 'loAs', 'birthdate', 'DiaChi'], acr: null, amr: null },
  pkce: { required: () => true },
  features: { devInteractions: { enabled: false } },
  cookies: { keys: ['only for tests'] },
  interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
  findAccount: (_ctx, id) => ({ accountId: id, claims: () => ({ sub: id, ...PEOPLE[id] }) }),
  async loadExistingGrant(ctx) {
    const grant = new ctx.oidc.provider.Grant({
      clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId,
    });
    grant.addOIDCScope('openid profile email');
    await grant.save();
    return grant;
  },
});

const answer = provider.callback();
createServer(async (request, response) => {
  if (request.method === 'POST' && request.url.startsWith('/as/')) {
    subject = request.url.slice(4);
    response.end('ok');
  } else if (request.method === 'POST' && request.url.startsWith('/acr/')) {
    acr = request.url.slice(5);
    response.end('ok');
  } else if (request.url.startsWith('/interaction/')) {
    await provider.interactionFinished(request, response, { login: { accountId: subject, acr, amr: ['pwd', 'otp'] } });
  } else {
    answer(request, response);
  }
}).listen(port, '127.0.0.1', () => console.log('ready'));
